package import Engine
internal import Files
internal import GitRepository
package import Revisions
package import SchemaModel

/// A database and the revision files that are meant for it.
package struct DatabaseProject {
  let project: Project
  let url: DatabaseURL
  let engine: any Engine
  let folder: RevisionFolder
  /// Whether an option names the database, and not the surroundings.
  let isNamedByOption: Bool
  let waiting: Waiting

  /// - Parameters:
  ///   - url: the option that names the database, if it was given.
  ///   - versions: the option that names the folder of revision files, if it was given; relative to
  ///     the current directory.
  ///   - waiting: how locks are waited for.
  package init(
    project: Project, url: String?, versions: String?, waiting: Waiting = Waiting()
  ) throws {
    self.waiting = waiting
    self.project = project
    isNamedByOption = url != nil
    self.url = try project.databaseURL(option: url)
    engine = project.engine(for: self.url.dialect)
    folder = try Self.folder(in: project, versions: versions)
  }

  /// The revision files of the working tree, or of a folder that a person names.
  package static func folder(in project: Project, versions: String?) throws -> RevisionFolder {
    if let versions {
      guard try FileSystem.kind(of: versions) == .directory else {
        throw MissingVersions(path: versions)
      }
      return try RevisionFolder(tree: DirectoryTree(root: versions, name: versions), path: "")
    }
    let path = try Settings.versions(in: project.configuration)
    let folder = try RevisionFolder(tree: project.workingTree, path: path)
    guard try FileSystem.kind(of: project.root + "/" + path) == .directory else {
      throw MissingVersions(path: path)
    }
    return folder
  }

  /// What messages call the database: never with a password.
  package var displayURL: String { url.display }

  package var dialect: Dialect { engine.dialect }

  package func open(_ mode: OpenMode) throws -> any Database {
    let database = try engine.open(url, mode: mode)
    database.waiting = waiting
    return database
  }

  // MARK: Revisions

  /// The newest revision in the database's record, if the record is a way through this tree's
  /// history.
  ///
  /// - Throws: ``DatabaseStateError/foreignRevisions(_:)``.
  func current(of database: any Database) throws -> RevisionID? {
    let comparison = RecordComparison(database: self, record: try database.record() ?? [])
    let known = comparison.known
    guard known.count == comparison.record.count else {
      throw DatabaseStateError.foreignRevisions(try comparison.foreign(after: known.count))
    }
    return known.last
  }

  /// The revision that a person means: a word, an id, its beginning, or a tag.
  package func target(_ text: String, current: RevisionID?) throws -> RevisionID? {
    try RevisionNames(project: project, folder: folder).revision(text, current: current)
  }
}

/// There is no folder of revision files.
package struct MissingVersions: Error, Hashable, Sendable {
  package let path: String
}

/// A database whose state a command cannot go on from.
package enum DatabaseStateError: Error, Sendable {
  /// The record has revisions, newest first, that do not belong to this tree's history.
  case foreignRevisions([ForeignRevision])
  /// There is no record, and the schema is not the baseline's; what it would need.
  case differsFromBaseline(RevisionFile, [SchemaChange])
  /// What `stamp` would record is not so: what the schema would need to be the revision's.
  case stampDiffers(revision: String, [SchemaChange])
  /// `stamp` cannot tell what the revision builds, for want of a server to run it on.
  case stampUnknown(revision: String)
  /// `upgrade` to a revision that is not ahead.
  case notAhead(target: String, current: String)
  /// `downgrade` to a revision that is not behind.
  case notBehind(target: String, current: String)
  /// `downgrade` by more steps than have run.
  case beyondFirst(String)
  /// Nothing has run, so nothing can be taken back.
  case nothingToUndo
}
