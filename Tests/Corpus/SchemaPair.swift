import Engine
import FoundationEssentials
import ModelProviders
import Proving
import SchemaModel

/// A case of the corpus: a schema before and after a change.
struct SchemaPair: Decodable {
  let id: String
  let dialect: String
  let before: String
  let after: String
  let expect: String

  enum Outcome {
    /// The migration's script; the flag says that nothing but the order of columns differed.
    case migrated(String, isOrderOnly: Bool)
    /// A side does not load, which the case expects.
    case refused(String)
    case failed(String)
  }

  func migrate() -> Outcome {
    do {
      let engine = try CorpusEngines.engine(for: dialect)
      let base = try schema(before, engine)
      let target: Schema
      do { target = try schema(after, engine) } catch  where expect == "error" {
        return .refused("\(error)")
      }
      let draft = try ProvedScripts.make(
        engine: engine, from: base, to: target, renames: [], options: PlanOptions())
      guard draft.proof.schema.substantialChanges(to: target).isEmpty else {
        return .failed("second diff is not empty")
      }
      if let failure = draft.proof.downFailureOnRows { return .failed("down on rows: \(failure)") }
      if let difference = try dumpDifference(draft, engine) { return .failed(difference) }
      return .migrated(
        script(draft, engine),
        isOrderOnly: draft.up.statements.isEmpty && !base.changes(to: target).isEmpty
      )
    } catch {
      return .failed("\(error)")
    }
  }

  /// What another program sees that the proof has not, and that is not another each time.
  private func dumpDifference(_ draft: ProvedScripts, _ engine: any Engine) throws -> String? {
    for (from, plan, to) in [(before, draft.up, after), (after, draft.down, before)] {
      let database = try database(from, engine)
      try database.run(Script(plan.text, path: "<plan>", options: plan.options))
      guard let reached = try database.dump(), let wanted = try self.database(to, engine).dump()
      else { return nil }
      let differences = reached.differences(to: wanted)
      guard !differences.isEmpty, try self.database(to, engine).dump() == wanted else { continue }
      return "pg_dump:\n" + differences.joined(separator: "\n")
    }
    return nil
  }

  /// The plan's statements, whether they hold or not.
  func planText() throws -> String {
    let engine = try CorpusEngines.engine(for: dialect)
    let (base, target) = (try schema(before, engine), try schema(after, engine))
    let ways = try [(base, target), (target, base)].map { from, to in
      try engine.plan(from: from, to: to, renames: [], options: PlanOptions()).text
    }
    return "-- up\n\(ways[0])-- down\n\(ways[1])"
  }

  private func schema(_ ddl: String, _ engine: any Engine) throws -> Schema {
    try database(ddl, engine).schema()
  }

  private func database(_ ddl: String, _ engine: any Engine) throws -> any Database {
    let database = try engine.openScratch()
    let text = try SQLNoise(Array(ddl.utf8), dialect: engine.dialect.rawValue, path: id).readable
    try database.run(
      Script(
        String(decoding: text, as: UTF8.self), path: id,
        options: ScriptOptions(isTransactional: false)))
    return database
  }

  private func script(_ draft: ProvedScripts, _ engine: any Engine) -> String {
    engine.standaloneText(
      of: Script(draft.up.text, path: id, options: draft.up.options), title: id, recording: [])
  }
}

extension SchemaPair.Outcome {
  func write(_ name: String, to folder: String) throws {
    switch self {
    case .migrated(let text, _):
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name).sql"))
    case .refused(let reason), .failed(let reason):
      try Data(reason.utf8).write(to: URL(filePath: "\(folder)/\(name).err"))
    }
  }
}
