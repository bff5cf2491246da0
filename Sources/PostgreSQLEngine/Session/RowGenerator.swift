struct RowGenerator {
  let connection: Connection
  func fill(_ rows: Int) throws -> Int { 0 }
}
