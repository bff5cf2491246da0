internal import CSQLite
internal import SchemaModel

/// What statements may do on a connection, which SQLite asks while it compiles them.
///
/// Models and revisions of any branch are run on scratch databases, so that there they must be data:
/// what they say can change that database and nothing else. <https://www.sqlite.org/c3ref/set_authorizer.html>
final class Authorizer {
  /// Whether statements must not reach anything but the connection's own database.
  var isConfined = false
  /// Whether statements must leave the open transaction open.
  var keepsTransaction = false
  /// Whether a statement is run rather than compiled: then it is SQLite itself that compiles others.
  var isStepping = false
  /// Whether `PRAGMA writable_schema` is on.
  private var writesCatalog = false
  /// Why the statement that was compiled last is refused.
  private(set) var refusal: String?

  /// Has SQLite ask for each part of each statement on a connection, which must not outlive this.
  func watch(_ connection: OpaquePointer) {
    sqlite3_set_authorizer(
      connection,
      { authorizer, action, first, second, _, _ in
        guard let authorizer else { return SQLITE_DENY }
        if action == SQLITE_READ || action == SQLITE_SELECT { return SQLITE_OK }
        return Unmanaged<Authorizer>.fromOpaque(authorizer).takeUnretainedValue()
          .answer(action, first.map { String(cString: $0) }, second.map { String(cString: $0) })
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  func forgetRefusal() { refusal = nil }

  private func answer(_ action: Int32, _ first: String?, _ second: String?) -> Int32 {
    guard let reason = reasonToRefuse(action, first, second) else { return SQLITE_OK }
    refusal = reason
    return SQLITE_DENY
  }

  private func reasonToRefuse(_ action: Int32, _ first: String?, _ second: String?) -> String? {
    if keepsTransaction, action == SQLITE_TRANSACTION, first != "BEGIN" {
      return "the script ends its own transaction"
    }
    guard isConfined else { return nil }
    switch action {
    case SQLITE_ATTACH:
      return isForVacuum(first) ? nil : Self.reaching(isStepping ? "VACUUM INTO" : "ATTACH")
    case SQLITE_DETACH: return Self.reaching("DETACH")
    case SQLITE_FUNCTION: return Self.reasonToRefuse(function: second ?? "")
    case SQLITE_PRAGMA: return reasonToRefuse(pragma: first ?? "", second)
    case SQLITE_INSERT, SQLITE_DELETE, SQLITE_UPDATE:
      return reasonToRefuse(action, table: first ?? "", column: second)
    default: return nil
    }
  }

  /// `VACUUM` writes into a nameless file, which SQLite removes.
  private func isForVacuum(_ file: String?) -> Bool { isStepping && file == "" }

  private static func reaching(_ what: String) -> String {
    "\(what) would reach outside of the scratch database, where models and revisions are tried"
  }

  // MARK: Functions and pragmas

  /// Those of the library and of the shell that load code, and that read or write files.
  private static let functions: Set = [
    "load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", "fsdir", "zipfile",
    "lsdir",
  ]

  private static func reasonToRefuse(function: String) -> String? {
    let name = function.asciiLowercased()
    return functions.contains(name) ? reaching("the function '\(name)'") : nil
  }

  /// Those that name files and folders, and those that hold for the whole process.
  private static let pragmas: Set = [
    "temp_store_directory", "data_store_directory", "lock_proxy_file", "hard_heap_limit",
    "soft_heap_limit",
  ]

  private func reasonToRefuse(pragma: String, _ value: String?) -> String? {
    let name = pragma.asciiLowercased()
    guard let value else { return nil }
    if Self.pragmas.contains(name) { return Self.reaching("the pragma '\(name)'") }
    guard name == "writable_schema" else { return nil }
    let isOff = ["0", "off", "no", "false", "reset"].contains(value.asciiLowercased())
    // A table that is rewritten in place needs it, in the transaction of its revision.
    guard isOff || keepsTransaction else {
      return "the pragma 'writable_schema' is for revisions that change a table in place"
    }
    writesCatalog = !isOff
    return nil
  }

  // MARK: The catalog

  /// The number of a table's page, say, is not a script's to write.
  private func reasonToRefuse(_ action: Int32, table: String, column: String?) -> String? {
    if table.asciiLowercased() == "sqlite_dbpage" { return Self.reaching("'sqlite_dbpage'") }
    guard writesCatalog, Self.catalogs.contains(table.asciiLowercased()) else { return nil }
    return action == SQLITE_UPDATE && column?.asciiLowercased() == "sql"
      ? nil : "with 'writable_schema' no more than the column 'sql' of the catalog can be written"
  }

  private static let catalogs: Set = [
    "sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema",
  ]
}
