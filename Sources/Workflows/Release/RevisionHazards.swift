internal import Engine
internal import Proving
internal import Revisions
internal import SchemaModel

/// Finds out what a revision file does to data, by running it: a person may have edited it.
struct RevisionHazards {
  let engine: any Engine
  let folder: RevisionFolder

  func hazards(of file: RevisionFile) throws -> [Hazard] {
    let builder = SnapshotBuilder(engine: engine)
    let base = try builder.schema(of: folder.graph.chain(to: file.revision.parent))
    let target = try builder.schema(of: folder.graph.chain(to: file.id))
    let renames = file.recordedRenames.map { $0.rename(in: base) }.applying(to: base)
    let plan = try engine.plan(from: base, to: target, renames: renames, options: PlanOptions())
    let script = try file.script(.up, engine.dialect)
    let proof = Proof(
      engine: engine, base: base, target: target, renames: renames, up: script, down: nil)
    let known = plan.changes.flatMap(Hazard.inherent)
      .adding(
        plan.hazards.filter { hazard in
          hazard.kind.losesData && (script.says(hazard) || base.hasVirtualTable(hazard.subject))
        })
    let casts = try castColumns(proof).map { Hazard(.castValues, subject: $0.description) }
    return known.adding(casts.filter { !known.losesAlready($0) })
  }

  /// The columns whose values are converted.
  ///
  /// No plan changes rows in other columns, so where they do change a person has written that.
  private func castColumns(_ proof: Proof) throws -> [ColumnReference] {
    do {
      return try proof.run().castColumns
    } catch ProofFailure.rowsChanged {
      return []
    }
  }
}

extension Schema {
  /// Whether a virtual table, or a column of one, is what a hazard is about.
  fileprivate func hasVirtualTable(_ subject: String) -> Bool {
    objects.contains { object in
      object.kind == .virtualTable
        && (subject == object.name.spelling || subject.hasPrefix(object.name.spelling + "."))
    }
  }
}

extension Script {
  /// Whether a comment says that a statement has the hazard.
  fileprivate func says(_ hazard: Hazard) -> Bool { text.contains("-- \(hazard.note)\n") }
}

extension RevisionFile {
  /// The renames that the file's headers tell of: `users.nickname users.username (8f2c1ab)`.
  var recordedRenames: [RenameRequest] {
    revision.otherHeaders.filter { $0.name == RevisionHeaderName.rename }.compactMap { header in
      let words = header.value.split(separator: " ")
      guard words.count >= 2 else { return nil }
      let label = words.count > 2 ? String(words[2].dropFirst().dropLast()) : ""
      return RenameRequest(
        from: words[0], to: words[1], evidence: Rename.Evidence(label: label))
    }
  }
}
