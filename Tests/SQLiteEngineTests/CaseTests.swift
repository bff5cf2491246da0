import Engine
import FoundationEssentials
import SchemaModel
import TestSupport
import Testing

@testable import SQLiteEngine

/// One file of `Cases` for each kind of change.
///
/// With `GIT_MIGRATE_RECORD` set, what is planned is written into the files instead of compared.
@Suite struct CaseTests {
  private static let records = ProcessInfo.processInfo.environment["GIT_MIGRATE_RECORD"] != nil

  @Test func `there are cases`() { #expect(CaseFile.all.count > 40) }

  @Test(arguments: CaseFile.all)
  func `what is planned is what the file says`(file: CaseFile) throws {
    let plan = try CaseTrial(file).up()
    if Self.records { return try file.record(plan) }
    #expect(plan.statementText.trimmingLineBreaks + "\n" == file.up)
    #expect(CaseFile.lines(of: plan.hazards) == file.hazards)
    #expect(!plan.text.split(separator: "\n").contains { $0.hasSuffix(" ") })
  }

  @Test(arguments: CaseFile.all)
  func `up leads to the target, keeps the rows, and has nothing left to do`(file: CaseFile) throws {
    let trial = try CaseTrial(file)
    let database = try trial.filledBase()
    let before = try trial.rows(in: database, renamed: false)
    try database.run(trial.script(try trial.up()))
    #expect(try database.schema().substantialChanges(to: trial.target).isEmpty)
    #expect(try trial.rows(in: database, renamed: true) == before)
    #expect(try database.connection.query("PRAGMA foreign_key_check").isEmpty)
    let again = try SQLiteEngine().plan(
      from: try database.schema(), to: trial.target, renames: [], options: trial.file.options)
    #expect(again.statements.isEmpty)
  }

  @Test(arguments: CaseFile.all)
  func `down leads back and keeps the rows`(file: CaseFile) throws {
    let trial = try CaseTrial(file)
    let database = try trial.filledBase()
    let before = try trial.rows(in: database, renamed: false)
    try database.run(trial.script(try trial.up()))
    let down = trial.script(try trial.down())
    guard !file.downFailsOnRows else {
      #expect(throws: DatabaseError.self) { try database.run(down) }
      return
    }
    try database.run(down)
    #expect(try database.schema().substantialChanges(to: trial.base).isEmpty)
    #expect(try trial.rows(in: database, renamed: false) == before)
  }

  @Test(arguments: CaseFile.all)
  func `what is dropped on purpose is not taken for what no revision has made`(
    file: CaseFile
  ) throws {
    let trial = try CaseTrial(file)
    let database = try trial.filledBase()
    var (up, down) = (trial.script(try trial.up()), trial.script(try trial.down()))
    (up.opposite, down.opposite) = (down.text, up.text)
    let entry = RecordEntry(
      revision: "ab12cd34ef56", parent: nil, name: "", appliedAt: "", fileID: "", down: "")
    try database.run(up, recording: [.append(entry)], expecting: nil)
    guard !file.downFailsOnRows else { return }
    try database.run(down, recording: [.remove(revision: entry.revision)], expecting: nil)
    #expect(try database.schema().substantialChanges(to: trial.base).isEmpty)
  }

  @Test(arguments: CaseFile.all)
  func `the standalone script does the same on a connection that enforces foreign keys`(
    file: CaseFile
  ) throws {
    let trial = try CaseTrial(file)
    let database = try trial.filledBase()
    database.beAsOfAnyClient()
    let before = try trial.rows(in: database, renamed: false)
    try database.query("PRAGMA foreign_keys = ON")
    let text = SQLiteEngine().standaloneText(
      of: trial.script(try trial.up()), title: file.name, recording: [])
    try database.paste(text)
    #expect(try database.schema().substantialChanges(to: trial.target).isEmpty)
    #expect(try trial.rows(in: database, renamed: true) == before)
  }

  @Test(arguments: CaseFile.all, [true, false])
  func `a section that is pasted does the same, whether foreign keys are enforced or not`(
    file: CaseFile, isEnforcing: Bool
  ) throws {
    let trial = try CaseTrial(file)
    let database = try trial.filledBase()
    let before = try trial.rows(in: database, renamed: false)
    try database.query("PRAGMA foreign_keys = \(isEnforcing)")
    try database.paste(try trial.up().text)
    #expect(try database.schema().substantialChanges(to: trial.target).isEmpty)
    #expect(try trial.rows(in: database, renamed: true) == before)
  }

  @Test(arguments: CaseFile.all, [true, false])
  func `a section that is pasted into a transaction does the same or nothing`(
    file: CaseFile, isEnforcing: Bool
  ) throws {
    let trial = try CaseTrial(file)
    let database = try trial.filledBase()
    let before = try trial.rows(in: database, renamed: false)
    try database.query("PRAGMA foreign_keys = \(isEnforcing)")
    let plan = try trial.up()
    let isRefused = isEnforcing && plan.options.suspendsForeignKeys
    do {
      try database.paste("BEGIN;\n\(plan.text)\nCOMMIT;")
      #expect(!isRefused)
    } catch {
      #expect(isRefused)
    }
    let schema = isRefused ? trial.base : trial.target
    #expect(try database.schema().substantialChanges(to: schema).isEmpty)
    #expect(try trial.rows(in: database, renamed: !isRefused) == before)
  }

  @Test(arguments: CaseFile.all)
  func `rows survive a section that is pasted into a client that goes on after an error`(
    file: CaseFile
  ) throws {
    let trial = try CaseTrial(file)
    let database = try trial.filledBase()
    let before = try trial.rows(in: database, renamed: false)
    try database.query("PRAGMA foreign_keys = ON")
    let text = try trial.up().text
    database.pasteStubbornly("BEGIN;\n\(text)\nCOMMIT;")
    #expect(try database.schema().substantialChanges(to: trial.target).isEmpty)
    #expect(try trial.rows(in: database, renamed: true) == before)
  }
}
