import Engine
import Glibc
import SchemaModel
import Synchronization
import Testing

@testable import SQLiteEngine

@Suite struct TwoSessionsTests {
  @Test func `who does not get the lock in time says so`() throws {
    let file = try TemporaryDatabase("CREATE TABLE a (x)")
    let one = try file.open()
    let other = try file.open()
    try one.query("BEGIN IMMEDIATE")
    #expect(throws: DatabaseError.locked(path: file.path)) {
      try other.run(Script("INSERT INTO a VALUES (1)", path: "up.sql"))
    }
    #expect(try other.count("a") == 0)
    try one.query("COMMIT")
    try other.run(Script("INSERT INTO a VALUES (1)", path: "up.sql"))
    #expect(try one.count("a") == 1)
  }

  @Test func `who does not get the lock tries again and says whose it is`() throws {
    let file = try TemporaryDatabase("CREATE TABLE a (x)")
    let one = try file.open()
    let other = try file.open()
    try one.query("BEGIN IMMEDIATE")
    let waits = Mutex<[LockWait]>([])
    nonisolated(unsafe) let holder = one
    other.waiting = Waiting(lockTimeout: .milliseconds(20), retries: 1) { wait in
      waits.withLock { $0.append(wait) }
      _ = try? holder.query("COMMIT")
    }
    try other.run(Script("INSERT INTO a VALUES (1)", path: "up.sql"))
    let told = waits.withLock { $0 }
    #expect(told.map(\.path) == [file.path])
    #expect(told.first?.next == LockWait.Next(pause: .seconds(1), number: 2, attempts: 2))
    #expect(try one.count("a") == 1)
  }

  @Test func `who comes second waits`() async throws {
    let file = try TemporaryDatabase("CREATE TABLE a (x)")
    let path = file.path
    let one = try file.open()
    try one.query("BEGIN IMMEDIATE")
    try one.query("INSERT INTO a VALUES (1)")
    let second = Task.detached {
      let other = try SQLiteDatabase(path: path, mode: .write)
      try other.run(Script("INSERT INTO a SELECT count(*) FROM a", path: "up.sql"))
      return try other.query("SELECT x FROM a ORDER BY rowid")
    }
    usleep(100_000)
    try one.query("INSERT INTO a VALUES (2)")
    try one.query("COMMIT")
    #expect(try await second.value == [[.integer(1)], [.integer(2)], [.integer(2)]])
  }

  @Test func `who comes second does not run the same revision again`() throws {
    let file = try TemporaryDatabase()
    let one = try file.open()
    let other = try file.open()
    let entry = RecordEntry(
      revision: "r1", parent: nil, name: "", appliedAt: "", fileID: "", down: "")
    for (session, isFirst) in [(one, true), (other, false)] {
      let run = {
        try session.run(
          Script("CREATE TABLE a (x)", path: "r1.sql"), recording: [.append(entry)],
          expecting: ExpectedHead(nil))
      }
      if isFirst {
        try run()
      } else {
        #expect(throws: DatabaseError.recordMoved(newest: "r1"), performing: run)
      }
    }
    #expect(try one.record()?.count == 1)
  }

  @Test func `a change in place is seen by a session that is open`() throws {
    let file = try TemporaryDatabase("CREATE TABLE a (x INT, y INT)")
    let one = try file.open()
    let other = try file.open()
    #expect(try other.schema().tables[0].constraints.isEmpty)
    let target = try SQLiteDatabase.scratch("CREATE TABLE a (x INT, y INT, CHECK (x > 1))").schema()
    var options = PlanOptions()
    options.changesInPlace = true
    let plan = try SQLiteEngine().plan(
      from: try one.schema(), to: target, renames: [], options: options)
    try one.run(Script(plan.text, path: "up.sql", options: plan.options))
    #expect(throws: DatabaseError.self) {
      try other.run(Script("INSERT INTO a VALUES (1, 1)", path: "up.sql"))
    }
  }
}
