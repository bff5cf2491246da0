import Files
import GitRepository
import TestSupport
import Testing

extension TestRepository {
  /// Opens the repository as the program would in a folder of it.
  func open(
    in directory: String? = nil, variables: [String: String] = [:]
  ) throws -> Repository {
    try Repository.open(
      environment: environment.merging(variables) { $1 },
      directory: directory ?? self.directory)
  }

  /// The id that git knows an object by.
  func id(_ revision: String) async throws -> ObjectID {
    let hex = try await git("rev-parse", revision)
    return try #require(ObjectID(hex: hex))
  }
}
