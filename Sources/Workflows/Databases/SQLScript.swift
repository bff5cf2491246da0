internal import Engine
internal import Revisions
package import SchemaModel

/// Revisions as one script for a person with a client, record included.
package struct SQLScript {
  let names: RevisionNames
  let engine: any Engine

  package init(project: Project, folder: RevisionFolder, dialect: Dialect) throws {
    names = RevisionNames(project: project, folder: folder)
    engine = project.engine(for: dialect)
  }

  /// - Parameters:
  ///   - start: the revision that the database stands at: a word or an id.
  ///   - end: the revision that is wanted.
  ///   - isPlain: whether to leave out what only the engine's own client understands.
  ///   - clock: the time that the record will show.
  /// - Throws: `RevisionGraphError`, ``RevisionRunError``.
  package func text(from start: String, to end: String, isPlain: Bool = false, clock: () -> String)
    throws
    -> String
  {
    let from = try names.revision(start, current: nil)
    let to = try names.revision(end, current: from)
    let path = try names.folder.graph.path(from: from, to: to)
    let downs = try path.downs.map { file in
      try engine.standaloneText(
        of: file.script(.down, engine.dialect), title: file.path,
        recording: [.remove(revision: file.id.text)])
    }
    let ups = try path.ups.map { file in
      try engine.standaloneText(
        of: file.script(.up, engine.dialect), title: file.path,
        recording: [.append(file.entry(for: engine.dialect, at: clock()))])
    }
    guard !downs.isEmpty || !ups.isEmpty else { return "" }
    return ([engine.standaloneOpening(isPlain: isPlain) + "\n"] + downs + ups)
      .filter { $0 != "\n" }.joined(separator: "\n")
  }
}
