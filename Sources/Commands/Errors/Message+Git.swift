internal import Engine
internal import Files
internal import GitRepository
internal import Workflows

extension Message {
  init(_ error: GitError) {
    switch error {
    case .notARepository:
      self.init(.fatal, "not a git repository (or any of the parent directories)")
    case .bareRepository(let path):
      self.init(.fatal, "this operation must be run in a work tree: '\(path)' is bare")
    case .dubiousOwnership(let path):
      self.init(
        .fatal, "detected dubious ownership in repository at '\(path)'",
        hints: [
          "To add an exception for this directory, run",
          "  git config --global --add safe.directory \(path)",
        ])
    case .unsupported(let feature):
      self.init(.fatal, "repositories with \(feature) are not supported")
    case .notFound(let name, let isShallow): self = .unknownRevision(name, isShallow: isShallow)
    case .ambiguous(let name): self.init(.fatal, "'\(name)' is ambiguous")
    case .notACommit(let name): self.init(.fatal, "'\(name)' is not a commit")
    case .tagWithoutCommit(let name):
      self.init(.fatal, "tag '\(name)' does not lead to a commit")
    case .outsideSparseCheckout(let path): self = .outsideSparseCheckout(path)
    case .missingObject(let path, let id):
      self.init(.fatal, "cannot read '\(path)': object \(id.abbreviated) is not in this clone")
    case .indexNotReadable(let reason): self.init(.fatal, "cannot read the index: \(reason)")
    case .configurationSyntax(let path, let line, let reason):
      self.init(.fatal, "cannot read '\(path)\(line.map { ":\($0)" } ?? "")': \(reason)")
    case .configurationValue(let key, let value):
      self.init(.fatal, "'\(DatabaseURL.redacted(value))' is no value for '\(key)'")
    case .commandFailed(let arguments, _, let message): self = .gitFailed(arguments, message)
    case .commandNotRun(let reason): self.init(.fatal, "cannot run 'git': \(reason)")
    case .file(let error): self.init(error)
    case .library(_, let message): self.init(.fatal, "libgit2: \(message)")
    }
  }

  /// What the real git has said, as it said it.
  private static func gitFailed(_ arguments: [String], _ message: String) -> Message {
    let lines = message.split(separator: "\n").map(String.init)
    return Message(.fatal, "\"git \(command(of: arguments))\" failed", details: lines)
  }

  /// The first argument that is neither an option of git itself nor a setting for it.
  private static func command(of arguments: [String]) -> String {
    var rest = arguments[...]
    while let first = rest.first, first.hasPrefix("-") {
      rest = rest.dropFirst(first == "-c" ? 2 : 1)
    }
    return rest.first ?? ""
  }

  private static func outsideSparseCheckout(_ path: String) -> Message {
    let folder = FileSystem.directory(of: path)
    return Message(
      .fatal, "'\(path)' is outside of the sparse checkout",
      hints: [
        "To have it here, run",
        "  git sparse-checkout add \(folder.isEmpty ? "/" + path : CommandPath.quoted(folder))",
      ])
  }

  static func unknownRevision(_ name: String, isShallow: Bool) -> Message {
    guard isShallow else { return Message(.fatal, "'\(name)' is not a commit or tag") }
    return Message(.fatal, "'\(name)' is not in this clone", hints: completingShallowClone)
  }

  /// - Parameter releases: those that revisions name and no tag of this clone is.
  static func releasesMissing(_ releases: [MissingRelease], _ voice: Voice) -> Message {
    let names = listed(releases.map { "'\($0.name)'" })
    let verb = releases.count == 1 ? "release \(names) is" : "releases \(names) are"
    return Message(
      voice, "cannot tell what is deployed: \(verb) not in this clone",
      details: releases.map { "  \($0.path) leads from '\($0.name)'" },
      hints: ["To have the tags here, run", "  git fetch --tags"])
  }

  static var releasesUnknown: Message {
    Message(
      .fatal, "cannot tell what is deployed: this clone reaches back to no release",
      hints: completingShallowClone)
  }

  static let completingShallowClone = [
    "The clone is shallow. To fetch release tags and their history, run",
    "  git fetch --unshallow --tags",
  ]
}
