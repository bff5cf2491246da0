internal import Engine

extension StatementFailure {
  /// The line that loads the extension which has a missing name; `nil` where none is missing.
  var extensionHints: [String]? {
    guard let name = missingExtension else { return nil }
    let quoted = name.allSatisfy { $0.isLetter || $0 == "_" } ? name : "\"\(name)\""
    let statement = "CREATE EXTENSION IF NOT EXISTS \(quoted)"
    guard path == "<sqlalchemy>" else {
      return [
        "Extension '\(name)' has it. To load it, put before that statement", "  \(statement);",
      ]
    }
    return [
      "Extension '\(name)' has it. To load it with the models, add to them",
      "  event.listen(Base.metadata, \"before_create\", DDL('\(statement)'))",
    ]
  }
}
