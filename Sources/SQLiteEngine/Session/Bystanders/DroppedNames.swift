internal import Engine
internal import SchemaModel

/// What a script drops, by the names in its statements.
struct DroppedNames {
  private(set) var tables: Set<Name> = []
  private(set) var views: Set<Name> = []

  init(in script: Script) {
    guard script.text.asciiLowercased().holds("drop") else { return }
    // No more is kept of a statement than tells: DROP TABLE IF EXISTS and the name.
    var start: [Token] = []
    for token in IteratorSequence(Tokenizer(script.text)) {
      if token.isSymbol(";") {
        take(start)
        start = []
      } else if start.count < 7 {
        start.append(token)
      }
    }
    take(start)
  }

  private mutating func take(_ statement: [Token]) {
    var cursor = TokenCursor(statement)
    guard cursor.skip("drop") else { return }
    let isView = cursor.skip("view")
    guard isView || cursor.skip("table") else { return }
    _ = cursor.skip("if", "exists")
    guard var name = cursor.next() else { return }
    if cursor.skipSymbol("."), let qualified = cursor.next() { name = qualified }
    if isView {
      views.insert(Name(sqlite: name.value))
    } else {
      tables.insert(Name(sqlite: name.value))
    }
  }
}
