package import Engine
package import Files
internal import GitRepository
package import ModelProviders
package import Revisions
package import SchemaModel

/// Builds snapshots: the schema that models declare, or that revisions lead to.
package struct SnapshotBuilder: Sendable {
  let engine: any Engine
  /// Where snapshots are kept; `nil` where they are not.
  let cache: SnapshotCache?
  /// Whether models are told by another program too, where reading them takes little time.
  var isDumped = false
  /// Of files of SQL that several dialects share, how one of them gets others.
  var sharedModels: SharedModels?
  /// Throws where the programs among a tree's models must not be run.
  var permitPrograms: @Sendable (any Tree) throws -> Void = { _ in }

  package init(engine: any Engine, cache: SnapshotCache? = nil) {
    self.engine = engine
    self.cache = cache
  }

  /// A snapshot of models, and how they were read.
  package struct Models: Sendable {
    package var schema: Schema
    package var stubs: [String]
    package var notes: [ModelNote]
    /// The schema as another program tells it; only where the builder was asked for it.
    package var dump: SchemaDump?
  }

  /// The schema that a tree's models declare.
  ///
  /// - Throws: ``UnreadableModels``.
  package func models(
    of tree: any Tree, provider: any ModelProvider, allowsStubs: Bool
  ) async throws -> Models {
    do {
      return try await remembering(tree, provider, allowsStubs) {
        if provider.runsPrograms { try permitPrograms(tree) }
        return try await read(tree, provider, allowsStubs)
      }
    } catch {
      throw UnreadableModels(tree: tree.name, reason: error, shared: sharedModels)
    }
  }

  private func read(
    _ tree: any Tree, _ provider: any ModelProvider, _ allowsStubs: Bool
  ) async throws -> (models: Models, dependencies: ModelDependencies?) {
    let source = try await provider.models(
      in: tree, dialect: engine.dialect.rawValue, allowsStubs: allowsStubs)
    let (schema, dump) = try load(
      source.scripts.map {
        Script(
          $0.text, path: $0.path, firstLine: $0.firstLine,
          options: ScriptOptions(isTransactional: false, suspendsForeignKeys: true))
      })
    let models = Models(
      schema: schema, stubs: source.stubs, notes: source.notes + notesOnGrants(source.scripts),
      dump: dump)
    return (models, source.dependencies)
  }

  private func load(_ scripts: [Script]) throws -> (Schema, SchemaDump?) {
    guard isDumped, engine.dialect == .postgresql else {
      return (try engine.schema(of: scripts, memory: partMemory), nil)
    }
    let database = try engine.openScratch(running: scripts)
    return (try database.schema(), try database.dump())
  }

  private func notesOnGrants(_ scripts: [SourceText]) -> [ModelNote] {
    guard engine.dialect == .postgresql, let grants = GrantStatements(in: scripts) else {
      return []
    }
    return [.grants(count: grants.count, first: grants.first)]
  }

  /// The schema that a chain of revisions leads to from an empty database.
  ///
  /// - Throws: ``DatabaseError`` where a revision does not run.
  package func schema(of chain: [RevisionFile]) throws -> Schema {
    try build(chain).schema
  }

  /// What a chain of revisions leads to from an empty database.
  struct Built: Sendable {
    var schema: Schema
    /// `nil` where nothing had to be run, or where revisions bring rows.
    var template: ScratchTemplate?
    /// The schema after some of the revisions, where it was asked for.
    var early: Schema?
  }

  /// - Parameter earlyCount: after how many revisions the schema is wanted too.
  /// - Throws: ``DatabaseError`` where a revision does not run.
  func build(_ chain: [RevisionFile], earlyCount: Int? = nil) throws -> Built {
    if let known = known(chain, earlyCount) { return known }
    let built = try run(chain, earlyCount)
    store(built.schema, of: chain)
    if let earlyCount, earlyCount < chain.count, let early = built.early {
      store(early, of: Array(chain.prefix(earlyCount)))
    }
    return built
  }

  private func known(_ chain: [RevisionFile], _ earlyCount: Int?) -> Built? {
    guard let schema = known(chain) else { return nil }
    guard let earlyCount else { return Built(schema: schema) }
    if earlyCount == chain.count { return Built(schema: schema, early: schema) }
    return known(Array(chain.prefix(earlyCount))).map { Built(schema: schema, early: $0) }
  }

  private func run(_ chain: [RevisionFile], _ earlyCount: Int?) throws -> Built {
    if earlyCount ?? chain.count == chain.count,
      let schema = engine.schemaByParts(
        of: try chain.map { try $0.script(.up, engine.dialect) }, memory: nil)
    {
      return Built(schema: schema, early: earlyCount.map { _ in schema })
    }
    let database = try engine.openScratch()
    var early = earlyCount == 0 ? Schema(dialect: engine.dialect) : nil
    for (position, file) in chain.enumerated() {
      try database.run(try file.script(.up, engine.dialect))
      if position + 1 == earlyCount, position + 1 < chain.count { early = try database.schema() }
    }
    let schema = try database.schema()
    return Built(
      schema: schema, template: try database.template(),
      early: earlyCount == chain.count ? schema : early)
  }
}

/// Models that a provider or an engine has refused.
package struct UnreadableModels: Error {
  /// The name of the tree.
  package let tree: String
  /// A `ProviderError`, a `DatabaseError`, or what reading the tree has thrown.
  package let reason: any Error
  /// `nil` where the models are for one dialect alone.
  package var shared: SharedModels?
}

/// Files of SQL that are the models for several dialects, though no engine may understand another's.
package struct SharedModels: Hashable, Sendable {
  package let dialects: [Dialect]
  package let dialect: Dialect
  /// The configuration file, and the key in it that names models for one of the dialects alone.
  package let path: String
  package let key: String
}

extension Schema {
  /// The git blob id of the canonical text.
  package var digest: String { Repository.blobID(of: Array(canonicalText.utf8)).hex }
}

extension RevisionFile {
  /// A section as it is run.
  ///
  /// - Throws: ``RevisionRunError``.
  func script(_ direction: Section.Direction, _ dialect: Dialect) throws -> Script {
    guard let section = revision.section(direction, dialect: dialect.rawValue) else {
      throw RevisionRunError.noSection(path: path, dialect: dialect)
    }
    switch section.body {
    case .sql(let text):
      var script = Script(
        text, path: path, firstLine: section.firstLine,
        options: ScriptOptions(
          isTransactional: section.options.transaction,
          suspendsForeignKeys: section.suspendsForeignKeys))
      script.opposite = self.text(direction == .up ? .down : .up, dialect)
      return script
    case .irreversible(let reason):
      throw RevisionRunError.irreversible(path: path, reason: reason)
    }
  }
}

extension RevisionFile {
  /// The text of a section that can be run; `nil` where nothing stands in it.
  private func text(_ direction: Section.Direction, _ dialect: Dialect) -> String? {
    guard case .sql(let text) = revision.section(direction, dialect: dialect.rawValue)?.body,
      text.contains(where: { !$0.isWhitespace })
    else { return nil }
    return text
  }
}

/// Why a revision cannot be run in a direction.
package enum RevisionRunError: Error, Hashable, Sendable {
  case noSection(path: String, dialect: Dialect)
  case irreversible(path: String, reason: String)
}
