import SchemaModel
import Testing

@Suite struct SchemaChangesTests {
  let users = Table("users", [Column("id"), Column("name", "TEXT")])

  @Test func `a schema does not differ from itself`() {
    #expect(Schema(users).changes(to: Schema(users)).isEmpty)
    #expect(Schema().isEmpty)
    #expect(!Schema(users).isEmpty)
  }

  @Test func `what goes comes first, what comes last`() {
    let old = Schema(Table("a", [Column("x")]), users, objects: [.view("v", "1"), .view("w", "1")])
    let new = Schema(
      Table("b", [Column("x")]), Table("users", [Column("id")]), objects: [.view("w", "2")])
    #expect(
      old.changes(to: new) == [
        .dropObject(.view("w", "1")), .dropObject(.view("v", "1")),
        .dropTable(Table("a", [Column("x")])),
        .dropColumn(Column("name", "TEXT"), table: Name("users")),
        .createTable(Table("b", [Column("x")])), .createObject(.view("w", "2")),
      ])
  }

  @Test func `a column is added, dropped and altered by its name`() {
    let other = Table("USERS", [Column("ID", "BIGINT"), Column("mail")])
    #expect(
      Schema(users).substantialChanges(to: Schema(other)) == [
        .alterColumn(from: Column("id"), to: Column("id", "BIGINT"), table: Name("users")),
        .dropColumn(Column("name", "TEXT"), table: Name("users")),
        .addColumn(Column("mail"), table: Name("users")),
      ])
  }

  @Test func `another case of a name is noticed, and nothing substantial`() {
    let old = Schema(Table("users", [Column("id"), Column("Name")]))
    let new = Schema(Table("Users", [Column("id"), Column("name")]))
    let changes = old.noticeableChanges(to: new)
    #expect(
      changes == [
        .renameTable(from: Name("users"), to: Name("Users")),
        .renameColumn(from: Name("Name"), to: Name("name"), table: Name("Users")),
      ])
    #expect(changes.map(\.isRespelling) == [true, true])
    #expect(old.substantialChanges(to: new).isEmpty)
    #expect(old.noticeableChanges(to: old).isEmpty)
  }

  @Test func `only the order of columns that both have counts`() {
    let table = { (names: String...) in Schema(Table("t", names.map { Column($0) })) }
    #expect(table("a", "b").changes(to: table("a", "b", "c")).count == 1)
    #expect(table("a", "b", "c").changes(to: table("a", "c")).count == 1)
    let moved = table("a", "b").changes(to: table("b", "a"))
    #expect(
      moved == [
        .reorderColumns(
          from: [Name("a"), Name("b")], to: [Name("b"), Name("a")], table: Name("t"))
      ])
    #expect(table("a", "b").substantialChanges(to: table("b", "a")).isEmpty)
    #expect(table("a", "b").changes(to: table("a", "c", "b")).count == 2)
  }

  @Test func `constraints are compared as a bag`() {
    let table = { (constraints: [Constraint]) in Schema(Table("t", [Column("a")], constraints)) }
    let one = Constraint.check("a > 1")
    let two = Constraint.check("a > 2")
    #expect(table([one, two]).changes(to: table([two, one])).isEmpty)
    #expect(
      table([one, one]).changes(to: table([one])) == [.dropConstraint(one, table: Name("t"))])
    #expect(
      table([one]).changes(to: table([one, two])) == [.addConstraint(two, table: Name("t"))])
  }

  @Test func `another name of a constraint is cosmetic in SQLite`() {
    let table = { (name: String) in Table("t", [Column("a")], [.check("a > 1", name: name)]) }
    let changes = Schema(table("x")).changes(to: Schema(table("y")))
    #expect(changes.count == 1)
    #expect(changes.allSatisfy { $0.isCosmetic(in: .sqlite) && !$0.isCosmetic(in: .postgresql) })
  }

  @Test func `an index that changes is dropped and created`() {
    let table = { (index: Index) in Schema(Table("t", [Column("a")], [], [index])) }
    let plain = Index("i", on: "a")
    let unique = Index("i", on: "a", isUnique: true)
    #expect(
      table(plain).changes(to: table(unique)) == [
        .dropIndex(plain, table: Name("t")), .createIndex(unique, table: Name("t")),
      ])
  }

  @Test func `options of a table are a change of their own`() {
    var strict = users
    strict.options = [.strict]
    #expect(
      Schema(users).changes(to: Schema(strict)) == [
        .alterOptions(from: [], to: [.strict], table: Name("users"))
      ])
  }

  @Test func `the way back has the same changes reversed`() {
    let old = Schema(
      Table("a", [Column("x")]),
      Table("t", [Column("a"), Column("b"), Column("c")], [.unique("a")], [Index("i", on: "a")]),
      objects: [.view("v", "1")])
    let new = Schema(
      Table("b", [Column("x")]),
      Table("t", [Column("b", "TEXT"), Column("d"), Column("c")], [.check("b > 1")]))
    let there = old.substantialChanges(to: new)
    #expect(there.count == 9)
    #expect(Set(there.map(\.reversed)) == Set(new.substantialChanges(to: old)))
    #expect(there.map(\.reversed).map(\.reversed) == there)
  }

  @Test func `a rename is undone by the opposite rename`() {
    let table = SchemaChange.renameTable(from: Name("a"), to: Name("b"))
    #expect(table.reversed == .renameTable(from: Name("b"), to: Name("a")))
    #expect(table.table == Name("b"))
    let column = SchemaChange.renameColumn(from: Name("x"), to: Name("y"), table: Name("t"))
    #expect(column.reversed == .renameColumn(from: Name("y"), to: Name("x"), table: Name("t")))
  }

  @Test func `the way back of a column's rename starts at the table's new name`() {
    let table = Rename(table: Name("a"), column: nil, newName: Name("b"), evidence: .option)
    let column = Rename(
      table: Name("a"), column: Name("x"), newName: Name("y"), evidence: .option)
    #expect(
      column.reversed(among: [table, column])
        == Rename(table: Name("b"), column: Name("y"), newName: Name("x"), evidence: .option))
    #expect(column.reversed(among: [column]).table == Name("a"))
    #expect(table.reversed(among: []).newName == Name("a"))
  }
}
