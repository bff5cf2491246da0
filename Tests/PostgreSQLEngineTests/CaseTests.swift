import Engine
import FoundationEssentials
import Glibc
import Proving
import SchemaModel
import TestSupport
import Testing

@testable import PostgreSQLEngine

/// One file of `Cases` for each kind of change that has its own trap on PostgreSQL.
///
/// With `GIT_MIGRATE_RECORD` set, what is planned is written into the files instead of compared.
@Suite struct CaseTests {
  private static let records = ProcessInfo.processInfo.environment["GIT_MIGRATE_RECORD"] != nil
  private static let folder = String(#filePath.dropLast("CaseTests.swift".count)) + "Cases"

  struct Case: CustomTestStringConvertible {
    let file: CaseSections
    var testDescription: String { file.name }

    static let all = CaseSections.all(in: folder).map(Case.init)

    /// Of lines such as `users people` and `address.zip code`.
    func renames(in base: Schema) -> [Rename] {
      (file["renames"] ?? "").split(separator: "\n").map { line in
        let words = line.split(separator: " ").map { String($0) }
        let whole = Name(words[0], in: .postgresql)
        guard base.table(named: whole) == nil, base.renamableObject(named: whole) == nil else {
          let newName = Name(words[1], in: .postgresql)
          return Rename(table: whole, column: nil, newName: newName, evidence: .option)
        }
        let parts = words[0].split(separator: ".").map { String($0) }
        return Rename(
          table: Name(parts.dropLast().joined(separator: "."), in: .postgresql),
          column: parts.last.map { Name(exact: $0) }, newName: Name(exact: words[1]),
          evidence: .option)
      }
    }
  }

  @Test func `there are cases`() { #expect(Case.all.count > 20) }

  @Test(arguments: Case.all)
  func `a plan leads there and back, and is what the file says`(_ test: Case) throws {
    let engine = Self.engine(for: test)
    let database = try Self.database(test.file["from"] ?? "", engine)
    let base = try database.schema()
    let target = try Self.database(test.file["to"] ?? "", engine).schema()
    let draft = try ProvedScripts.make(
      engine: engine, from: base, to: target, renames: test.renames(in: base),
      options: PlanOptions())
    #expect(draft.proof.schema.substantialChanges(to: target).isEmpty)
    #expect(draft.proof.downFailureOnRows == nil)
    let losses = draft.up.text.split(separator: "\n").filter { $0.hasPrefix("-- drop-") }
    #expect(losses.allSatisfy { loss in draft.hazards.contains { "-- \($0.note)" == loss } })
    let again = try engine.plan(
      from: draft.proof.schema, to: target, renames: [], options: PlanOptions())
    #expect(again.statements.isEmpty)
    try database.run(Script(draft.up.text, path: "up.sql", options: draft.up.options))
    #expect(try database.schema().substantialChanges(to: target).isEmpty)
    if Self.records { return try test.file.record(draft.up.text) }
    #expect(draft.up.text.trimmingLineBreaks + "\n" == test.file["up"] ?? "\n")
  }

  private static func database(
    _ sql: String, _ engine: PostgreSQLEngine
  ) throws -> any Database {
    let database = try engine.openScratch()
    try database.run(Script(sql, path: "case.sql"))
    return database
  }

  private static func engine(for test: Case) -> PostgreSQLEngine {
    test.file.options.contains("privileges") ? comparingPrivileges : TestServer.engine
  }

  private static let comparingPrivileges: PostgreSQLEngine = {
    var configuration = TestServer.configuration
    configuration.comparesPrivileges = true
    return PostgreSQLEngine(configuration)
  }()
}
