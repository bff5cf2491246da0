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

  private func hazards(of example: HazardExample) throws -> [Hazard] {
    try RevisionDraft.make(
      engine: engine, from: try schema(example.from), to: try schema(example.to), renames: [],
      options: PlanOptions()
    ).hazards
  }

  private func schema(_ ddl: String) throws -> Schema {
    let database = try engine.openScratch()
    try database.run(Script(ddl, path: "example"))
    return try database.schema()
  }
}
