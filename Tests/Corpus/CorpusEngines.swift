import Engine
import FoundationEssentials
import PostgreSQLEngine
import SQLiteEngine

/// The engines by the names that cases give them.
enum CorpusEngines {
  /// The cases were judged by dumps, in which grants appear: what differs from what the owner has.
  private static let postgreSQL = PostgreSQLEngine(
    PostgreSQLConfiguration(
      environment: ProcessInfo.processInfo.environment, comparesPrivileges: true,
      comparesOwners: true))

  static func engine(for dialect: String) throws -> any Engine {
    switch dialect {
    case "sqlite": return SQLiteEngine()
    case "postgres", "postgresql": return postgreSQL
    default: throw UnknownDialect(name: dialect)
    }
  }

  struct UnknownDialect: Error {
    let name: String
  }
}
