/// Which of a repository's projects is meant: the folder of its `.gitmigrate`, and where that file has
/// several, the subsection.
package struct ProjectName: Hashable, Sendable {
  /// Relative to the root of the work tree; empty for the root itself.
  package let folder: String
  /// The subsection such as `db.reports`; `nil` for what the section `migrate` says.
  package let subsection: String?

  /// What a subsection's name begins with that is a project.
  package static let databasePrefix = "db."

  /// The project at the root of the work tree.
  package static let top = ProjectName(folder: "")

  package init(folder: String, subsection: String? = nil) {
    self.folder = folder
    self.subsection = subsection
  }

  /// Where a tree has the project's configuration.
  package var configurationPath: String { path(ConfigurationFile.name) }

  /// A path from the root of the work tree.
  ///
  /// - Parameter path: as it is seen from the project's folder.
  package func path(_ path: String) -> String { folder.isEmpty ? path : folder + "/" + path }

  /// The name of one of git's own settings for this project: `migrate.svc/a.database`.
  ///
  /// - Parameter key: its name for the project at the root, such as `migrate.database`.
  package func key(_ key: String) -> String {
    Self.key(key, in: self == .top ? nil : description)
  }

  /// - Parameter subsection: `nil` leaves the key as it is.
  static func key(_ key: String, in subsection: String?) -> String {
    guard let subsection, let dot = key.firstIndex(of: ".") else { return key }
    return key[...dot] + subsection + key[dot...]
  }
}

extension ProjectName: CustomStringConvertible {
  /// `svc/a`, `db.reports`, `svc/a/db.reports`; `.` for the project at the root.
  package var description: String {
    let name = subsection.map(path) ?? folder
    return name.isEmpty ? "." : name
  }
}

extension ProjectName: Comparable {
  /// Outer folders come first.
  package static func < (left: ProjectName, right: ProjectName) -> Bool {
    let (first, second) = (left.folder + "\0", right.folder + "\0")
    if first != second { return first.utf8.lexicographicallyPrecedes(second.utf8) }
    return (left.subsection ?? "").utf8.lexicographicallyPrecedes((right.subsection ?? "").utf8)
  }
}
