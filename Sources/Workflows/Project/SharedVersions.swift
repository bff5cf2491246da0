package import GitRepository

/// Two projects that would take each other's revisions for their own.
package struct SharedVersions: Error, Hashable, Sendable {
  package let one: ProjectName
  package let other: ProjectName
  /// The folder of the second, which is that of the first or lies in it.
  package let folder: String

  /// - Throws: ``SharedVersions`` where a project's folder of revisions is another's, or in it.
  static func refuse(among configurations: [Configuration]) throws(SharedVersions) {
    let places = configurations.compactMap { configuration in
      // What is wrong with a path is told where it is used.
      (try? Settings.versions(in: configuration)).map {
        (project: configuration.project, folder: $0, order: $0.replacing("/", with: "\0"))
      }
    }
    // In this order what lies in a folder comes right after it.
    let sorted = places.sorted { ($0.order, $0.project) < ($1.order, $1.project) }
    for (outer, inner) in zip(sorted, sorted.dropFirst())
    where inner.folder.isAtOrBelow(outer.folder) {
      throw SharedVersions(one: outer.project, other: inner.project, folder: inner.folder)
    }
  }
}

extension Workspace {
  /// - Parameter projects: those that a command is for.
  /// - Throws: ``SharedVersions`` for these and all that git knows of.
  package func refuseSharedVersions(of projects: [Project]) async throws {
    guard let repository else { return }
    let names = Set(projects.map(\.name))
    let known = try await repository.stagedChanges(since: nil).configuredFolders().flatMap {
      folder in
      // What is wrong with another project's file is told where that is used.
      ((try? committedFile(in: folder)) ?? nil).map { file in
        file.projects(in: folder).map { configuration(of: $0, committed: file) }
      } ?? []
    }
    let others = known.filter { !names.contains($0.project) && $0.isConfigured }
    try SharedVersions.refuse(among: projects.map(\.configuration) + others)
  }
}

extension Configuration {
  /// Whether there is anything that says where models are.
  var isConfigured: Bool {
    string("migrate.provider") != nil || !strings("migrate.models").isEmpty
  }
}
