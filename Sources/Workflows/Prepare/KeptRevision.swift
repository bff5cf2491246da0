package import Engine
internal import Files
internal import Proving
internal import Revisions
internal import SchemaModel

/// A pending revision that a person has edited: amending it changes its headers alone.
package struct KeptRevision: Sendable {
  package var path: String
  /// The hazards of what the file says now, each with whether it is accepted.
  package var hazards: [(hazard: Hazard, isAccepted: Bool)]
  /// Whether the headers become others.
  package var isChanged: Bool
  /// What the models declare and the revision does not bring.
  package var unmigrated: [DialectChanges]
}

extension Prepare {
  /// The amended revision, where it is not what `prepare` has written.
  var editedRevision: RevisionFile? {
    get throws {
      guard let amended, !amended.hasDerivedID, try !isWhatWouldBeWritten(amended) else {
        return nil
      }
      return amended
    }
  }

  private func isWhatWouldBeWritten(_ file: RevisionFile) throws -> Bool {
    try settings.dialects.allSatisfy { dialect in
      let builder = project.builder(for: dialect)
      return try PlannedRevision(
        file: file, engine: builder.engine, changesInPlace: settings.changesInPlace
      ).isWhatWouldBeWritten(
        from: builder.schema(of: chain), to: builder.schema(of: chain + [file]))
    }
  }

  /// Changes the headers of an edited revision as far as the request goes.
  ///
  /// - Throws: ``PrepareError/editedByHand(path:_:)`` where more is asked than headers can say.
  func report(keeping file: RevisionFile) async throws -> PrepareReport {
    if let option = asked.optionForPlans {
      throw PrepareError.editedByHand(path: file.path, .option(option))
    }
    let unmigrated = try await changesBeyond(file)
    guard unmigrated.isEmpty || asked.message != nil || !asked.allowances.isEmpty else {
      throw PrepareError.editedByHand(path: file.path, .models(unmigrated))
    }
    let hazards = try hazards(of: file)
    let bytes = try project.workingTree.bytes(at: file.path) ?? []
    let text = try text(bytes, of: file, accepting: accepted(among: hazards))
    if !request.isDryRun, text.bytes != bytes {
      try AtomicFile.replace(
        project.root + "/" + file.path, with: text.bytes, by: project.temporaryFolder)
    }
    let allowances = try Revision(parsing: text.bytes, path: file.path).allowances
    var report = PrepareReport(
      deployment: base.deployment, release: base.release, history: nil, changes: [], renames: [],
      unmigratedAtBase: [], stubs: [], notes: [], revisions: [], isWritten: !request.isDryRun)
    report.kept = KeptRevision(
      path: file.path, hazards: hazards.map { ($0, allowances.contains(Allowance($0))) },
      isChanged: text.bytes != bytes, unmigrated: unmigrated)
    return report
  }

  private func hazards(of file: RevisionFile) throws -> [Hazard] {
    try settings.dialects.flatMap { dialect in
      let builder = project.builder(for: dialect)
      do {
        return try RevisionHazards(builder: builder, folder: folder).hazards(of: file)
      } catch let failure as ProofFailure {
        throw PrepareError.proofFailed(engine: builder.engine.displayName, failure, script: "")
      }
    }.uniqued()
  }

  /// What the request accepts; what it names is taken at its word.
  private func accepted(among hazards: [Hazard]) -> [Hazard] {
    let found = hazards.filter(asked.allowances.accepts)
    let named = asked.allowances.hazards.filter { hazard in
      !hazards.contains { HazardAllowance(hazards: [hazard]).accepts($0) }
    }
    return found + named.sorted { ($0.kind.rawValue, $0.subject) < ($1.kind.rawValue, $1.subject) }
  }

  private func changesBeyond(_ file: RevisionFile) async throws -> [DialectChanges] {
    var all: [DialectChanges] = []
    for dialect in settings.dialects {
      let builder = project.builder(for: dialect)
      let provider = try project.provider(for: settings, dialect)
      let models = try await builder.models(
        of: project.workingTree, provider: provider, allowsStubs: false)
      let changes = try builder.schema(of: chain + [file]).substantialChanges(to: models.schema)
      if !changes.isEmpty { all.append(DialectChanges(dialect: dialect, changes: changes)) }
    }
    return all
  }

  private func text(
    _ bytes: [UInt8], of file: RevisionFile, accepting hazards: [Hazard]
  ) throws -> RevisionText {
    var text = RevisionText(bytes)
    if let message = asked.message { text.set(message: message) }
    for dialect in settings.dialects {
      let digest = try project.builder(for: dialect).schema(of: chain + [file]).digest
      text.set(snapshot: SnapshotReference(dialect: dialect.rawValue, digest: digest))
    }
    let known = file.revision.allowances
    text.add(hazards.map(Allowance.init).filter { !known.contains($0) })
    return text
  }
}

extension PrepareRequest {
  /// An option that asks for another plan.
  fileprivate var optionForPlans: String? {
    if !renames.isEmpty { return "--rename" }
    if refusesRenames { return "--no-renames" }
    if !conversions.isEmpty { return "--using" }
    return backfills.isEmpty ? nil : "--default"
  }
}
