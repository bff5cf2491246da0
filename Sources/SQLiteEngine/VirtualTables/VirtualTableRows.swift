internal import SchemaModel

/// Puts made-up rows into a virtual table, or lets it find those of its source.
///
/// What its module does not take is left out.
struct VirtualTableRows {
  private let table: VirtualTable
  private let connection: Connection

  init(_ table: VirtualTable, connection: Connection) {
    self.table = table
    self.connection = connection
  }

  func fill(_ count: Int) {
    switch table.storage {
    case .external: _ = try? connection.query(table.rebuildSQL)
    case .own, .contentless: insert(count)
    case .derived, .unknown: break
    }
  }

  private func insert(_ count: Int) {
    guard !table.columns.isEmpty else { return }
    let columns = (table.isFullText ? ["rowid"] : []) + table.columns.map(\.sql)
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    let sql = """
      INSERT INTO \(table.name.sql) (\(columns.joined(separator: ", "))) VALUES (\(places))
      """
    for row in stride(from: 3, through: 3 * count, by: 3) {
      _ = try? connection.query(sql, table.isFullText ? texts(row) : numbers(row))
    }
  }

  private func texts(_ row: Int) -> [SQLValue] {
    [.integer(Int64(row))] + table.columns.map { .text("\($0.spelling) \(row)") }
  }

  /// Lower bounds stand before upper ones.
  private func numbers(_ row: Int) -> [SQLValue] {
    table.columns.indices.map { .integer(Int64(row + $0)) }
  }
}
