internal import SchemaModel

/// How SQLite converts the values that a column takes.
enum Affinity: Hashable, Sendable {
  case integer, text, blob, real, numeric

  /// The rules of <https://www.sqlite.org/datatype3.html#determination_of_column_affinity>.
  init(_ type: Expression) {
    let key = type.key
    if key.contains("int") {
      self = .integer
    } else if ["char", "clob", "text"].contains(where: key.contains) {
      self = .text
    } else if key.isEmpty || key.contains("blob") {
      self = .blob
    } else if ["real", "floa", "doub"].contains(where: key.contains) {
      self = .real
    } else {
      self = .numeric
    }
  }
}
