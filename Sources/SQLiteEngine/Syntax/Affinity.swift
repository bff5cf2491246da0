internal import SchemaModel

/// How SQLite converts the values that a column takes.
enum Affinity: Hashable, Sendable {
  case integer, text, blob, real, numeric

  /// The rules of <https://www.sqlite.org/datatype3.html#determination_of_column_affinity>.
  init(_ type: Expression) {
    let key = type.key
    if key.holds("int") {
      self = .integer
    } else if key.holds("char") || key.holds("clob") || key.holds("text") {
      self = .text
    } else if key.isEmpty || key.holds("blob") {
      self = .blob
    } else if key.holds("real") || key.holds("floa") || key.holds("doub") {
      self = .real
    } else {
      self = .numeric
    }
  }
}
