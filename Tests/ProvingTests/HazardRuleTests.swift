import Engine
import Proving
import SQLiteEngine
import SchemaModel
import Testing

/// Every rule carries changes that show it, and changes that look alike and do not.
struct HazardRuleTests {
  private let engine = SQLiteEngine()

  @Test(arguments: HazardRule.all)
  func `A rule's examples show it`(rule: HazardRule) throws {
    #expect(!rule.triggering.isEmpty)
    for example in rule.triggering {
      let hazards = try hazards(of: example)
      #expect(hazards.contains { $0.kind == rule.kind }, "\(example)")
    }
  }

  @Test(arguments: HazardRule.all)
  func `A rule's other examples do not show it`(rule: HazardRule) throws {
    #expect(!rule.nonTriggering.isEmpty)
    for example in rule.nonTriggering {
      let hazards = try hazards(of: example)
      #expect(!hazards.contains { $0.kind == rule.kind }, "\(example)")
    }
  }

  @Test(arguments: HazardRule.all)
  func `What is asked for is found again in the file`(rule: HazardRule) throws {
    for example in rule.triggering {
      let (from, to) = (try schema(example.from), try schema(example.to))
      let draft = try ProvedScripts.make(
        engine: engine, from: from, to: to, renames: [], options: PlanOptions())
      let up = Script(draft.up.text, path: "up", options: draft.up.options)
      let found = try ScriptHazards(
        engine: engine, from: from, to: to, renames: [], up: up, options: PlanOptions()
      ).findings().map(\.hazard)
      #expect(Set(draft.hazards.filter(draft.mustBeAccepted)).isSubset(of: found))
    }
  }

  private func hazards(of example: HazardExample) throws -> [Hazard] {
    let (from, to) = (try schema(example.from), try schema(example.to))
    let draft = try ProvedScripts.make(
      engine: engine, from: from, to: to, renames: [], options: PlanOptions())
    guard !example.byHand.isEmpty else { return draft.hazards }
    let up = Script(draft.up.text + example.byHand, path: "up", options: draft.up.options)
    return try ScriptHazards(
      engine: engine, from: from, to: to, renames: [], up: up, options: PlanOptions()
    ).findings().map(\.hazard)
  }

  @Test func `what becomes of rows is counted`() throws {
    let schema = try schema("CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (x TEXT)")
    let up = Script(
      "DELETE FROM a WHERE id > 3; INSERT INTO b VALUES ('x'); DELETE FROM b WHERE x = 'none'",
      path: "up")
    let findings = try ScriptHazards(
      engine: engine, from: schema, to: schema, renames: [], up: up, options: PlanOptions()
    ).findings()
    #expect(findings.map(\.hazard.subject) == ["a", "b"])
    #expect(findings.map { $0.rows?.before } == [4, 4])
    #expect(findings.map { $0.rows?.after } == [3, 5])
  }

  @Test func `a statement is told whose rows the trial does not have`() throws {
    let schema = try schema("CREATE TABLE a (id INTEGER PRIMARY KEY, n INT)")
    let up = Script("DELETE FROM a WHERE id = -1", path: "up")
    let findings = try ScriptHazards(
      engine: engine, from: schema, to: schema, renames: [], up: up, options: PlanOptions()
    ).findings()
    #expect(findings == [ScriptHazards.Finding(Hazard(.changesRows, subject: "a"))])
  }

  private func schema(_ ddl: String) throws -> Schema {
    let database = try engine.openScratch()
    try database.run(Script(ddl, path: "example"))
    return try database.schema()
  }
}
