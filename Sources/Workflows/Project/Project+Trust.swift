internal import Files
internal import GitRepository
internal import ModelProviders
internal import SchemaModel

/// A commit that is in nobody's history here is data: git brings it with a `fetch`, and nobody has
/// agreed to what it says. What is checked out or staged, and all before it, is as the project's own.
extension Project {
  /// - Throws: ``ProgramsNotRun`` where the programs among a tree's models must not be run.
  func permitPrograms(of tree: any Tree) throws {
    switch programRule {
    case .all: return
    case .none: throw ProgramsNotRun.notKept
    case .own, .asking:
      guard let commit = (tree as? CommitTree)?.commit, try !isTrusted(commit) else { return }
      if case .asking(let isAgreed) = programRule, isAgreed(commit) { return }
      throw ProgramsNotRun.foreign(commit)
    }
  }

  /// Whether a commit is in the history of HEAD, or of a reference that the person trusts.
  private func isTrusted(_ commit: Commit) throws -> Bool {
    if case .all = programRule { return true }
    guard let repository else { return true }
    if let head = try repository.head(), try repository.isAncestor(commit.id, of: head.id) {
      return true
    }
    let patterns = configuration.strings("migrate.trusted").map(ReferencePattern.init)
    return try repository.isReached(commit.id, fromReferences: patterns)
  }

  // MARK: Settings

  /// - Throws: ``SettingsError/widened(_:_:tree:)`` where the settings of a tree that is not the
  ///   project's own allow more than the project's do.
  func refuseWidening(by settings: Settings, of tree: any Tree) throws {
    let own = try ownSettings()
    guard let (key, value) = settings.widening(own), try !mayWiden(tree) else { return }
    throw SettingsError.widened(key, value, tree: tree.name)
  }

  /// While a merge waits to be committed, the working tree has the other side's settings too.
  private func ownSettings() throws -> Settings? {
    guard let repository, isBringingForeignFiles else {
      return try? Settings(configuration)
    }
    guard let head = try repository.head() else { return nil }
    let committed = try committedConfiguration(of: repository.tree(of: head, name: "HEAD"))
    return try? Settings(configuration.with(committed: committed))
  }

  private var isBringingForeignFiles: Bool {
    switch repository?.operation {
    case .merge, .cherryPick: true
    case .rebase, .revert, nil: !mergedCommits.isEmpty
    }
  }

  /// What is being merged.
  ///
  /// Before a clean merge is committed only the environment of its hooks tells.
  private var mergedCommits: [ObjectID] {
    if case .merge(let id) = repository?.operation { return [id] }
    let prefix = "GITHEAD_"
    return environment.keys.filter { $0.hasPrefix(prefix) }
      .compactMap { ObjectID(hex: String($0.dropFirst(prefix.count))) }
  }

  private func mayWiden(_ tree: any Tree) throws -> Bool {
    if let commit = (tree as? CommitTree)?.commit { return try isTrusted(commit) }
    guard isBringingForeignFiles else { return true }
    let commits = try mergedCommits.compactMap { try repository?.commit(named: $0.hex) }
    return try !commits.isEmpty && commits.allSatisfy(isTrusted)
  }
}

extension Settings {
  /// What the settings allow beyond others: to run a program, or to start another database.
  fileprivate func widening(_ own: Settings?) -> (key: String, value: String)? {
    if provider != .sql, provider != own?.provider {
      return ("migrate.provider", provider.rawValue)
    }
    if provider == .command, command != own?.command {
      return ("migrate.command", command ?? "")
    }
    guard let own else { return nil }
    return dialects.first { !own.dialects.contains($0) }.map { ("migrate.dialect", $0.rawValue) }
  }
}
