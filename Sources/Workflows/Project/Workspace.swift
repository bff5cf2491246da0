internal import Files
package import GitRepository
internal import Processes

/// A repository's working tree, or a plain folder, with what all projects in it share.
package struct Workspace: Sendable {
  /// `nil` outside of any repository.
  package let repository: Repository?
  /// The top of the work tree, or the plain folder.
  package let root: String
  /// Where the person stands: a folder relative to the root; empty at the root.
  let place: String
  let environment: [String: String]
  /// The settings of the person alone.
  private let personal: Configuration
  /// What was found of runs that were killed.
  package let leftovers: Leftovers

  /// Opens the repository round a folder.
  ///
  /// - Throws: `GitError`; also where there is no repository.
  package static func openRepository(
    environment: [String: String] = ProcessEnvironment.current,
    directory: String = FileSystem.currentDirectory
  ) async throws -> Workspace {
    let repository = try Repository.open(environment: environment, directory: directory)
    guard let root = repository.workTree else {
      throw GitError.bareRepository(path: repository.gitDirectory)
    }
    return try await Workspace(
      repository: repository, root: root, environment: environment, directory: directory)
  }

  /// Opens the repository round a folder, or the folder itself where there is no repository.
  ///
  /// What runs revisions needs no more than their files: a production image has no history.
  ///
  /// - Parameter hasVersions: whether the folder of the files is given, so that another user's
  ///   repository need not be trusted for it.
  package static func openAnywhere(
    hasVersions: Bool = false,
    environment: [String: String] = ProcessEnvironment.current,
    directory: String = FileSystem.currentDirectory
  ) async throws -> Workspace {
    do {
      return try await openRepository(environment: environment, directory: directory)
    } catch let error as GitError where error.meansNoRepository(besides: hasVersions) {
      return try await Workspace(
        repository: nil, root: directory, environment: environment, directory: directory)
    }
  }

  private init(
    repository: Repository?, root: String, environment: [String: String], directory: String
  ) async throws {
    self.repository = repository
    self.root = root
    self.environment = environment
    place = PlaceInTree(root: root).path(of: directory) ?? ""
    personal = try await Configuration.load(
      repository: repository, environment: environment, directory: directory)
    leftovers = try repository.map { try Leftovers(removingFrom: $0, root: root) } ?? Leftovers()
  }

  /// The settings of a project.
  ///
  /// - Parameter committed: its committed file.
  func configuration(of name: ProjectName, committed: ConfigurationFile?) -> Configuration {
    personal.of(name, committed: committed)
  }

  /// The settings of a project of the working tree; the person's alone where its file cannot be read.
  package func configuration(of name: ProjectName) -> Configuration {
    configuration(of: name, committed: (try? committedFile(in: name.folder)) ?? nil)
  }

  /// A project of the working tree, whether it is there or not.
  package func project(_ name: ProjectName) throws -> Project { try Project(name, in: self) }

  // MARK: Files

  /// The configuration that lies in a folder of the working tree.
  func committedFile(in folder: String) throws -> ConfigurationFile? {
    try ConfigurationFile.read(
      ProjectName(folder: folder), in: DirectoryTree(root: root, name: "the working tree"))
  }

  /// The configuration of a folder that a sparse checkout has left out, as it is in the index.
  func skippedFile(in folder: String) throws -> ConfigurationFile? {
    let path = ProjectName(folder: folder).configurationPath
    guard let repository, repository.mayBeSparse,
      let bytes = try repository.bytesOutsideSparseCheckout(at: path)
    else { return nil }
    return try ConfigurationFile.parse(String(decoding: bytes, as: UTF8.self), path: path)
  }

  /// Whether the person's settings alone make a project, at the root.
  var isConfiguredByPerson: Bool {
    personal.string("migrate.provider") != nil || !personal.strings("migrate.models").isEmpty
  }
}

extension ConfigurationFile {
  /// The committed configuration of a project; `nil` where a tree has none.
  static func read(_ name: ProjectName, in tree: any Tree) throws -> ConfigurationFile? {
    let path = name.configurationPath
    guard let text = try tree.text(at: path) else { return nil }
    return try ConfigurationFile.parse(text, path: path)
  }
}

/// Where a folder on disk is in a work tree.
struct PlaceInTree {
  let root: String

  /// - Returns: `nil` for what is not in the work tree.
  func path(of directory: String) -> String? {
    for (top, path) in [(root, directory), (real(root), real(directory))] {
      if path == top { return "" }
      guard path.hasPrefix(top + "/") else { continue }
      return TreePath.normalized(String(path.dropFirst(top.count + 1)))
    }
    return nil
  }

  private func real(_ path: String) -> String { FileSystem.realPath(of: path) ?? path }
}

extension GitError {
  fileprivate func meansNoRepository(besides hasVersions: Bool) -> Bool {
    switch self {
    case .notARepository: true
    case .dubiousOwnership: hasVersions
    default: false
    }
  }
}
