package import GitRepository

/// Two projects that would take each other's revisions for their own.
package struct SharedVersions: Error, Hashable, Sendable {
  package let one: ProjectName
  /// The one whose setting is at fault, as far as can be told.
  package let other: ProjectName
  /// The folder that would be both's.
  package let folder: String

  /// A project's folder of revisions.
  fileprivate struct Place {
    let project: ProjectName
    let folder: String

    var isDefault: Bool {
      folder == project.path(Settings.defaultVersions(of: project))
    }

    /// In this order what lies in a folder comes after it, and before what does not.
    var order: (String, ProjectName) { (folder.replacing("/", with: "\0"), project) }
  }

  /// All pairs of which one has its folder of revisions where the other has its own, or in it.
  static func all(among configurations: [Configuration]) -> [SharedVersions] {
    let places = configurations.compactMap { configuration in
      // What is wrong with a path is told where it is used.
      (try? Settings.versions(in: configuration)).map {
        Place(project: configuration.project, folder: $0)
      }
    }.sorted { $0.order < $1.order }
    var pairs: [SharedVersions] = []
    var outer: Place?
    for place in places {
      if let outer, place.folder.isAtOrBelow(outer.folder) {
        pairs.append(SharedVersions(outer, place))
      } else {
        outer = place
      }
    }
    return pairs
  }

  fileprivate init(_ outer: Place, _ inner: Place) {
    folder = inner.folder
    let isInnerAtFault = Self.isAtFault(inner, besides: outer, in: inner.folder)
    (one, other) =
      isInnerAtFault ? (outer.project, inner.project) : (inner.project, outer.project)
  }

  /// A folder is that of the project in which it lies, and of two in one folder that of the one which
  /// has it without saying so.
  private static func isAtFault(_ inner: Place, besides outer: Place, in folder: String) -> Bool {
    func depth(_ place: Place) -> Int {
      let home = place.project.folder
      return folder.isAtOrBelow(home) ? home.split(separator: "/").count : -1
    }
    let (innerDepth, outerDepth) = (depth(inner), depth(outer))
    return innerDepth != outerDepth ? innerDepth < outerDepth : outer.isDefault || !inner.isDefault
  }

  func concerns(_ project: ProjectName) -> Bool { one == project || other == project }
}

extension Workspace {
  /// The projects, of which those fail that share a folder of revisions with another that git knows of.
  package func refusingSharedVersions(
    of chosen: [ChosenProject]
  ) async throws -> [ChosenProject] {
    guard let repository else { return chosen }
    let names = Set(chosen.map(\.name))
    let folders = try await repository.stagedChanges(since: nil).configuredFolders()
    let others = known(in: folders).readable.map(configuration)
      .filter { !names.contains($0.project) && $0.isConfigured }
    let pairs = SharedVersions.all(among: chosen.opened.map(\.configuration) + others)
    return chosen.map { project in
      let pair = pairs.first { $0.concerns(project.name) }
      return pair.map { ChosenProject(name: project.name, failure: $0) } ?? project
    }
  }
}

extension Configuration {
  /// Whether there is anything that says where models are.
  var isConfigured: Bool {
    string("migrate.provider") != nil || !strings("migrate.models").isEmpty
  }
}
