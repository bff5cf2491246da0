package import Engine
internal import SchemaModel

extension PostgreSQLEngine {
  package func rowStatements(in script: Script) -> [RowStatement] {
    StatementScanner.statements(of: script.text).flatMap { statement in
      RowStatement.all(in: statement.text, statement.words.map(StatementWord.init)) { parts in
        let namespace = parts.dropLast().last
        return Name(exact: parts.last ?? "", in: namespace == "public" ? nil : namespace)
      }
    }
  }
}

extension StatementWord {
  init(_ word: ScriptStatement.Word) {
    switch word {
    case .plain: self.init(keyword: word.keyword, identifier: word.identifier)
    case .quoted: self.init(identifier: word.identifier)
    case .mark(let byte): self.init(sign: Character(Unicode.Scalar(byte)))
    }
  }
}
