import Engine
import Glibc
import SchemaModel
import Testing

@testable import PostgreSQLEngine

/// The server that all tests of this process share.
enum TestServer {
  static let configuration = PostgreSQLConfiguration(
    environment: ["HOME": variable("HOME") ?? "/tmp", "PATH": searchPath ?? ""],
    patience: .milliseconds(200))

  /// Where a server of another version may come first.
  static let searchPath = variable("PATH")

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  static let engine = PostgreSQLEngine(configuration)

  static func database() throws -> PostgreSQLDatabase {
    try #require(try engine.openScratch() as? PostgreSQLDatabase)
  }
}

extension PostgreSQLDatabase {
  func run(_ text: String, isTransactional: Bool = true) throws {
    try run(
      Script(text, path: "a.sql", options: ScriptOptions(isTransactional: isTransactional)))
  }

  /// The first column of a query's rows.
  func values(_ sql: String) throws -> [String?] { try connection.query(sql).compactMap(\.first) }

  func value(_ sql: String) throws -> String? { try values(sql).first.flatMap(\.self) }

  /// Another session with the same database, of a superuser if nobody else is named.
  func other(as user: String = ThrowawayCluster.owner) throws -> PostgreSQLDatabase {
    let url = try DatabaseURL(address(for: user))
    return try #require(try TestServer.engine.open(url, mode: .write) as? PostgreSQLDatabase)
  }

  /// The URL of the database, for a superuser.
  var address: String {
    get throws { try address(for: ThrowawayCluster.owner) }
  }

  private func address(for user: String) throws -> String {
    let name = try #require(try value("SELECT current_database()"))
    let directory = try #require(try value("SHOW unix_socket_directories"))
    return "postgresql://\(user)@/\(name)?host=\(directory)"
  }
}

extension RecordEntry {
  init(_ revision: String, parent: String? = nil) {
    self.init(
      revision: revision, parent: parent, name: "it's", appliedAt: "2026-11-21T10:00:00Z",
      fileID: "f", down: "-- migrate:down\n")
  }
}

/// The error that `body` throws.
func databaseError(_ body: () throws -> Void) -> DatabaseError? {
  do {
    try body()
    return nil
  } catch {
    return error as? DatabaseError
  }
}

/// The refusal of a statement that `body` throws.
func statementFailure(_ body: () throws -> Void) throws -> StatementFailure {
  guard case .statementFailed(let failure) = databaseError(body) else {
    throw UnexpectedOutcome()
  }
  return failure
}

struct UnexpectedOutcome: Error {}
