internal import Engine
internal import Files
internal import ModelProviders
internal import Revisions
internal import SchemaModel

extension SnapshotBuilder {
  /// The snapshot of a chain of revisions, where it is known without running them.
  func known(_ chain: [RevisionFile]) -> Schema? {
    guard !chain.isEmpty else { return Schema(dialect: engine.dialect) }
    guard let cache, let key = key(of: chain) else { return nil }
    return cache.models(key)?.schema
  }

  /// Keeps the snapshot of a chain of revisions.
  func store(_ schema: Schema, of chain: [RevisionFile]) {
    guard let cache, !chain.isEmpty, let key = key(of: chain) else { return }
    cache.store(Models(schema: schema, stubs: [], notes: []), as: key)
  }

  /// What another program tells of a database in which a chain of revisions has run; `nil` where there
  /// is none.
  ///
  /// - Throws: ``DatabaseError`` where a revision does not run.
  func dump(of chain: [RevisionFile]) throws -> SchemaDump? {
    let key = key(of: chain, "dumps")
    if let known = key.flatMap({ cache?.dump($0) }) { return known }
    let scripts = try chain.map { try $0.script(.up, engine.dialect) }
    let dump = try engine.openScratch(running: scripts).dump()
    if let dump, let key { cache?.store(dump, as: key) }
    return dump
  }

  private func key(of chain: [RevisionFile], _ kind: String = "revisions") -> SnapshotKey? {
    scope(kind).map { SnapshotKey($0 + chain.map(\.contentID)) }
  }

  /// The snapshot of a tree's models, from the cache or else into it.
  func remembering(
    _ tree: any Tree, _ provider: any ModelProvider, _ allowsStubs: Bool,
    _ read: () async throws -> (models: Models, dependencies: ModelDependencies?)
  ) async throws -> Models {
    guard let cache, let identity = provider.identity, let scope = scope("models") else {
      return try await read().models
    }
    let group = SnapshotKey(scope + [allowsStubs ? "stubs" : ""] + identity)
    let known = try provider.dependencies(in: tree)
    for dependencies in known.map({ [$0] }) ?? cache.dependencies(group) {
      let key = try SnapshotKey(group, dependencies, tree, provider)
      let isDumpWanted = isDumped && engine.dialect == .postgresql && identity == ["sql"]
      if !isDumpWanted, let models = cache.models(key) { return models }
    }
    let start = FileSystem.now
    let (models, dependencies) = try await read()
    // What changed while it was read may have been read before or after.
    guard let dependencies, !tree.hasChanged(dependencies.paths, since: start) else {
      return models
    }
    cache.store(models, as: try SnapshotKey(group, dependencies, tree, provider))
    if known == nil { cache.remember(dependencies, of: group) }
    return models
  }

  /// What is known of the parts that models are made of; `nil` where nothing is kept.
  var partMemory: SnapshotParts? {
    guard let cache, let scope = scope("parts") else { return nil }
    return SnapshotParts(cache: cache, scope: SnapshotKey(scope))
  }

  /// What the keys of a kind of snapshot begin with; `nil` where the engine cannot tell its version.
  private func scope(_ kind: String) -> [String]? {
    engine.version.map {
      [kind, String(Schema.storedFormat), engine.dialect.rawValue, $0]
    }
  }
}

extension Tree {
  /// Whether one of the files has been written since then; git's trees never are.
  fileprivate func hasChanged(_ paths: [String], since start: Int) -> Bool {
    guard let folder = self as? DirectoryTree else { return false }
    return paths.contains {
      FileSystem.mayHaveBeenWritten(folder.root + "/" + $0, since: start)
    }
  }
}
