internal import SchemaModel

/// A table of a publication, as `ADD TABLE` takes it.
struct PublishedTable {
  /// The table's name with the columns and the condition.
  let text: String
  /// The name, with the schema where it is not in the search path.
  let name: String
  /// Without the schema, with its quotes.
  private let identifier: String

  static func all(of publication: SchemaObject) -> [PublishedTable] {
    SQLList.elements(of: publication.attributes[.tables] ?? "").map(PublishedTable.init)
  }

  private init(_ text: String) {
    var lexer = Lexer(text)
    var end = 0
    var last = ""
    while let token = lexer.next() {
      let word = String(decoding: lexer.text[token.range], as: UTF8.self)
      if word == "ONLY" { continue }
      if end > 0, token.range.lowerBound > end || word == "(" { break }
      end = token.range.upperBound
      last = word
    }
    self.text = text
    name = String(decoding: lexer.text[..<end], as: UTF8.self)
    identifier = last
  }

  /// Whether not all columns or rows are published.
  var isFiltered: Bool { text != name }

  func names(_ table: Name) -> Bool { identifier == table.identifier }

  /// The name as scripts are searched for it.
  var spelling: String { ScriptMentions.identifier(identifier) }

  /// The table as a part of its publication.
  func reference(in publication: SchemaObject) -> ObjectReference {
    ObjectReference(publication.reference.kind, publication.name, of: Name(exact: name))
  }
}
