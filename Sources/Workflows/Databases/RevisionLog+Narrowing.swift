internal import Engine
internal import Files
internal import Revisions
internal import SchemaModel

/// Nothing of that name is in any state of the schema that was looked at.
package struct UnknownSubject: Error, Hashable, Sendable {
  package let name: String
  /// Where it was looked for.
  package let place: Place

  package enum Place: Hashable, Sendable {
    case revisions
    case models
  }
}

extension RevisionLog {
  /// Only the revisions that changed a table, view or column, under whatever name it had then.
  ///
  /// The schemas before and after each revision decide, and the renames that its headers record.
  ///
  /// - Parameter subject: `users`, `users.email`, or the name of a view.
  /// - Throws: ``UnknownSubject``, and what running the revisions on a scratch database throws.
  package func narrowed(to subject: String, in project: Project) throws -> RevisionLog {
    let dialect = (try? project.settings(of: project.workingTree).dialects.first) ?? .sqlite
    let engine = project.engine(for: dialect)
    let changes = try RevisionStep.changes(
      through: entries.reversed().map(\.file), engine: engine)
    for reading in SchemaSubject.readings(of: subject, in: dialect) {
      let entries = entries(touching: reading, changes, dialect)
      if !entries.isEmpty { return RevisionLog(entries: entries) }
    }
    throw UnknownSubject(name: subject, place: .revisions)
  }

  private func entries(
    touching subject: SchemaSubject, _ changes: [RevisionID: [SchemaChange]], _ dialect: Dialect
  ) -> [Entry] {
    var names: [RevisionID: SchemaSubject] = [:]
    return entries.filter { entry in
      guard let changes = changes[entry.file.id] else { return false }
      let name = names[entry.file.id] ?? subject
      if let parent = entry.file.revision.parent { names[parent] = name.before(changes) }
      return changes.contains { $0.touches(name) && !$0.isCosmetic(in: dialect) }
    }
  }
}

/// A revision with what differs in the schemas before and after it.
private struct RevisionStep {
  let file: RevisionFile
  let before: Schema
  let after: Schema

  init(file: RevisionFile, before: Schema, after: Schema) {
    self.file = file
    self.before = before.part(differingFrom: after)
    self.after = after.part(differingFrom: before)
  }

  /// What each revision changes.
  ///
  /// Only the two schemas of one revision are held at a time.
  ///
  /// - Parameter files: each after its parent.
  static func changes(
    through files: [RevisionFile], engine: any Engine
  ) throws -> [RevisionID: [SchemaChange]] {
    let graph = try RevisionGraph(files)
    var changes: [RevisionID: [SchemaChange]] = [:]
    var scratch = try engine.openScratch()
    var before = Schema(dialect: engine.dialect)
    var position: RevisionID?
    for file in graph.files {
      if file.revision.parent != position {
        // Another branch begins.
        scratch = try engine.openScratch(
          running: graph.chain(to: file.revision.parent).map { try $0.script(.up, engine.dialect) })
        before = try scratch.schema()
      }
      try scratch.run(try file.script(.up, engine.dialect))
      position = file.id
      let after = try scratch.schema()
      changes[file.id] = try RevisionStep(file: file, before: before, after: after)
        .changes(engine)
      before = after
    }
    return changes
  }

  /// What the revision changes, with what was renamed told as such.
  func changes(_ engine: any Engine) throws -> [SchemaChange] {
    var renames = file.recordedRenames.map { $0.rename(in: before) }.applying(to: before)
      .filter { !$0.applies(to: after) }
    if renames.isEmpty, !file.values(of: RevisionHeaderName.renames).contains(RecordedAnswers.none)
    {
      renames = RenameStep(engine: engine, before: before, after: after)
        .renames(evidence: .history(commit: file.id.text))
    }
    return try engine.plan(from: before, to: after, renames: renames, options: PlanOptions())
      .changes
  }
}
