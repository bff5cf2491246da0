import Files
import Processes
import TestSupport

@testable import PostgreSQLEngine

/// The PostgreSQL server that the stories share; each has databases of its own there.
enum TranscriptServer {
  private static let installation = Installation(searchPath: ProcessEnvironment["PATH"])

  /// Where there are no server programs the stories are left out, except where nobody would notice.
  static let isExpected = installation != nil || ProcessEnvironment["CI"] == "true"

  /// The variables by which the commands find the server and its programs, such as `psql`.
  static let environment = Result {
    guard let installation else { throw ServerProgramsMissing() }
    let cache = PostgreSQLConfiguration(environment: ProcessEnvironment.current).cacheDirectory
    let cluster = try ThrowawayCluster(
      installation: installation, cacheDirectory: cache, temporaryDirectory: nil)
    // Where sessions end up that only want to create a database.
    let connection = try cluster.address(ofDatabase: "template1").connect()
    try connection.query("CREATE DATABASE postgres TEMPLATE template0")
    // The stories tell of a server of the user's own, where that name is the superuser's.
    try connection.query("ALTER ROLE \(ThrowawayCluster.user) SUPERUSER")
    let path = [TestProducts.directory, installation.binaries, ProcessEnvironment["PATH"] ?? ""]
    server = cluster
    return [
      "PATH": path.joined(separator: ":"), "PGHOST": cluster.directory,
      "PGUSER": ThrowawayCluster.user, "XDG_CACHE_HOME": cache.map(FileSystem.directory) ?? "",
    ]
  }

  /// The server ends with this process.
  private nonisolated(unsafe) static var server: ThrowawayCluster?

  private struct ServerProgramsMissing: Error {}
}
