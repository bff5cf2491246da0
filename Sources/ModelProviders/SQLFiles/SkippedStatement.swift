/// What kind of statement, of those in models that no schema keeps, a statement is.
///
/// Models are a schema: rows are not, nor what a file says of the server or of the database as a
/// whole.
struct SkippedStatement {
  /// The words outside quotes, in upper case.
  let words: [String]
  let isForSQLite: Bool

  /// Such as `INSERT`; `nil` for what is kept, or means nothing beyond its session.
  var kind: String? {
    switch words.first {
    case "INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE": words.first
    case "WITH": words.first { Self.changingRows.contains($0) }
    case "COPY": words.contains("FROM") ? "COPY" : nil
    case "SELECT": words.contains("SETVAL") ? "SELECT setval" : nil
    case "PRAGMA": words.dropFirst().contains(where: Self.lasting.contains) ? "PRAGMA" : nil
    case "ALTER" where words.dropFirst().first == "SYSTEM": "ALTER SYSTEM"
    default: kindBeyondSchemas ?? (isForSQLite ? kindForeignToSQLite : nil)
    }
  }

  private static let changingRows: Set = ["INSERT", "UPDATE", "DELETE", "MERGE"]

  /// What stays in the file: <https://www.sqlite.org/pragma.html>.
  private static let lasting: Set = [
    "APPLICATION_ID", "AUTO_VACUUM", "ENCODING", "JOURNAL_MODE", "PAGE_SIZE", "USER_VERSION",
  ]

  private var kindBeyondSchemas: String? {
    guard let first = words.first else { return nil }
    let object = words.dropFirst().first ?? ""
    switch first {
    case "CREATE", "ALTER", "DROP":
      let isMapping = words.dropFirst(2).first == "MAPPING"
      return Self.beyondSchemas.contains(object) && !isMapping ? "\(first) \(object)" : nil
    case "COMMENT", "GRANT", "REVOKE":
      return zip(words, words.dropFirst()).contains { $0 == ("ON", "DATABASE") } ? first : nil
    default: return nil
    }
  }

  private static let beyondSchemas: Set = ["DATABASE", "ROLE", "USER", "GROUP", "TABLESPACE"]

  private var kindForeignToSQLite: String? {
    switch words.first {
    case "GRANT", "REVOKE": words.first
    case "COMMENT" where words.dropFirst().first == "ON": "COMMENT"
    case "ALTER" where words.starts(with: ["ALTER", "DEFAULT", "PRIVILEGES"]):
      "ALTER DEFAULT PRIVILEGES"
    default: nil
    }
  }
}
