package import GitRepository

/// What has failed in one of several projects.
package struct FailureInProject: Error {
  package let project: ProjectName
  package let reason: any Error

  package init(_ project: ProjectName, _ reason: any Error) {
    self.project = project
    self.reason = reason
  }

  /// - Parameter name: `nil` where only one project is at hand; then nothing is said of it.
  static func naming<Result>(
    _ name: ProjectName?, _ body: () throws -> Result
  ) throws -> Result {
    do { return try body() } catch { throw Self.error(error, in: name) }
  }

  /// The same for what takes its time.
  static func naming<Result>(
    _ name: ProjectName?, _ body: () async throws -> Result
  ) async throws -> Result {
    do { return try await body() } catch { throw Self.error(error, in: name) }
  }

  private static func error(_ reason: any Error, in name: ProjectName?) -> any Error {
    name.map { FailureInProject($0, reason) } ?? reason
  }
}
