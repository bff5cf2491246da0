internal import CLibgit2

/// What a tree or the index has at a path.
struct TreeEntry: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case file, executable, link, directory, submodule
  }

  let kind: Kind

  /// The name of the blob or tree; of the commit for a submodule.
  let id: ObjectID

  init(kind: Kind, id: ObjectID) {
    self.kind = kind
    self.id = id
  }

  /// - Parameter mode: as git writes it, such as octal 100644.
  init(mode: UInt32, id: ObjectID) {
    self.id = id
    switch mode {
    case GIT_FILEMODE_TREE.rawValue: self.kind = .directory
    case GIT_FILEMODE_LINK.rawValue: self.kind = .link
    case GIT_FILEMODE_COMMIT.rawValue: self.kind = .submodule
    case GIT_FILEMODE_BLOB_EXECUTABLE.rawValue: self.kind = .executable
    default: self.kind = .file
    }
  }

  /// The mode as git writes it, in octal.
  var mode: String {
    switch kind {
    case .file: "100644"
    case .executable: "100755"
    case .link: "120000"
    case .directory: "040000"
    case .submodule: "160000"
    }
  }

  var isFile: Bool { kind == .file || kind == .executable }
}
