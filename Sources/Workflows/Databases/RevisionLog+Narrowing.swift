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
    let steps = try RevisionStep.steps(through: entries.reversed().map(\.file), engine: engine)
    for reading in SchemaSubject.readings(of: subject, in: dialect) {
      let entries = try entries(touching: reading, steps, engine)
      if !entries.isEmpty { return RevisionLog(entries: entries) }
    }
    throw UnknownSubject(name: subject, place: .revisions)
  }

  private func entries(
    touching subject: SchemaSubject, _ steps: [RevisionID: RevisionStep], _ engine: any Engine
  ) throws -> [Entry] {
    var names: [RevisionID: SchemaSubject] = [:]
    return try entries.filter { entry in
      guard let step = steps[entry.file.id] else { return false }
      let name = names[entry.file.id] ?? subject
      let changes = try step.changes(engine)
      if let parent = entry.file.revision.parent { names[parent] = name.before(changes) }
      return changes.contains { $0.touches(name) && !$0.isCosmetic(in: engine.dialect) }
    }
  }
}

/// A revision with the schemas before and after it.
private struct RevisionStep {
  let file: RevisionFile
  let before: Schema
  let after: Schema

  /// - Parameter files: each after its parent.
  static func steps(
    through files: [RevisionFile], engine: any Engine
  ) throws -> [RevisionID: RevisionStep] {
    let graph = try RevisionGraph(files)
    var schemas: [RevisionID: Schema] = [:]
    var steps: [RevisionID: RevisionStep] = [:]
    var scratch = try engine.openScratch()
    var position: RevisionID?
    for file in graph.files {
      if file.revision.parent != position {
        // Another branch begins.
        scratch = try engine.openScratch()
        for earlier in try graph.chain(to: file.revision.parent) {
          try scratch.run(try earlier.script(.up, engine.dialect))
        }
      }
      try scratch.run(try file.script(.up, engine.dialect))
      position = file.id
      let after = try scratch.schema()
      let before =
        file.revision.parent.flatMap { schemas[$0] } ?? Schema(dialect: engine.dialect)
      schemas[file.id] = after
      steps[file.id] = RevisionStep(file: file, before: before, after: after)
    }
    return steps
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
