internal import SchemaModel

/// An `ALTER TABLE … RENAME`: <https://www.sqlite.org/lang_altertable.html>.
struct RenameStatement {
  /// The table's name before and after; both are the same where a column gets another name.
  let oldName: Name
  let newName: Name

  /// - Returns: `nil` for any other statement.
  init?(_ sql: String) {
    var cursor = TokenCursor(Tokenizer.tokens(of: sql))
    guard cursor.skip("alter", "table"), var table = cursor.next() else { return nil }
    if cursor.skipSymbol("."), let name = cursor.next() { table = name }
    guard cursor.skip("rename") else { return nil }
    oldName = Name(sqlite: table.value)
    if cursor.skip("to"), let name = cursor.next() {
      newName = Name(sqlite: name.value)
    } else {
      newName = oldName
    }
  }
}
