internal import Engine
internal import Proving
internal import Revisions
internal import SchemaModel

/// Finds out what a revision file does to data, by running it: a person may have edited it.
struct RevisionHazards {
  let builder: SnapshotBuilder
  let folder: RevisionFolder

  private var engine: any Engine { builder.engine }

  func hazards(of file: RevisionFile) throws -> [Hazard] {
    try findings(of: file).map(\.hazard)
  }

  func wrongSnapshot(of file: RevisionFile) throws -> WrongSnapshot? {
    WrongSnapshot(
      of: file, leadingTo: try builder.schema(of: folder.graph.chain(to: file.id)), engine)
  }

  /// The hazards that a person must accept, with what becomes of the rows of a trial.
  func findings(of file: RevisionFile) throws -> [ScriptHazards.Finding] {
    let base = try builder.schema(of: folder.graph.chain(to: file.revision.parent))
    let target = try builder.schema(of: folder.graph.chain(to: file.id))
    return try ScriptHazards(
      engine: engine, from: base, to: target,
      renames: file.recordedRenames.map { $0.rename(in: base) }.applying(to: base),
      up: try file.script(.up, engine.dialect),
      options: PlanOptions(answering: [file], engine.dialect, changesInPlace: false)
    ).findings()
  }
}

extension RevisionFile {
  /// The renames that the file's headers tell of: `users.nickname users.username (8f2c1ab)`.
  var recordedRenames: [RenameRequest] {
    revision.otherHeaders.filter { $0.name == RevisionHeaderName.rename }.compactMap { header in
      let words = NamePath.split(header.value, at: " ").filter { !$0.isEmpty }
      guard words.count >= 2 else { return nil }
      let label = words.count > 2 ? String(words[2].dropFirst().dropLast()) : ""
      return RenameRequest(
        from: words[0], to: words[1], evidence: Rename.Evidence(label: label))
    }
  }
}
