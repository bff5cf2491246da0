import Engine
import SchemaModel
import Testing

@testable import PostgreSQLEngine

struct OrderTests {
  @Test func `A parent is created before its child, with the keys in place`() throws {
    var target = PlannerSketch()
    target.table(
      "a", [column("id"), column("b_id")],
      constraints: [foreignKey("a_b_id_fkey", "b_id", to: "b", "id")])
    target.table(
      "b", [column("id", isNullable: false)], constraints: [primaryKey("b_pkey", "id")])
    #expect(
      try Plan.from(PlannerSketch(), to: target).sql == [
        """
        CREATE TABLE b (
          id integer PRIMARY KEY
        )
        """,
        """
        CREATE TABLE a (
          id integer,
          b_id integer REFERENCES b(id)
        )
        """,
      ])
    #expect(
      try Plan.from(target, to: PlannerSketch()).sql == ["DROP TABLE a", "DROP TABLE b"])
  }

  @Test func `Keys in a cycle come and go on their own`() throws {
    var target = PlannerSketch()
    for (name, other) in [("a", "b"), ("b", "a")] {
      target.table(
        name, [column("id", isNullable: false)],
        constraints: [
          primaryKey("\(name)_pkey", "id"),
          foreignKey("\(name)_id_fkey", "id", to: other, "id"),
        ])
    }
    let up = try Plan.from(PlannerSketch(), to: target).sql
    #expect(up.count == 4)
    #expect(up[0].hasPrefix("CREATE TABLE a") && up[1].hasPrefix("CREATE TABLE b"))
    #expect(
      up[2...] == [
        "ALTER TABLE a ADD CONSTRAINT a_id_fkey FOREIGN KEY (id) REFERENCES b(id)",
        "ALTER TABLE b ADD CONSTRAINT b_id_fkey FOREIGN KEY (id) REFERENCES a(id)",
      ])
    let down = try Plan.from(target, to: PlannerSketch()).sql
    #expect(
      down == [
        "ALTER TABLE b DROP CONSTRAINT b_id_fkey", "ALTER TABLE a DROP CONSTRAINT a_id_fkey",
        "DROP TABLE a", "DROP TABLE b",
      ])
  }

  @Test func `A default that calls a function that reads the table is set afterwards`() throws {
    var target = PlannerSketch()
    target.table("a", [column("n", default: "f()")])
    target.function("f()", needs: [reference(.table, "a")])
    target.depend(
      reference(.columnDefault, "n", of: "a"), on: [reference(.object(.function), "f()")])
    #expect(
      try Plan.from(PlannerSketch(), to: target).sql == [
        "SET LOCAL check_function_bodies = off",
        """
        CREATE TABLE a (
          n integer
        )
        """,
        "CREATE FUNCTION f() RETURNS integer AS '1'",
        "ALTER TABLE a ALTER COLUMN n SET DEFAULT f()",
      ])
  }

  @Test func `A name is free before another thing takes it`() throws {
    var base = PlannerSketch()
    base.table("a", [column("n")])
    base.table("b", [column("n")], indexes: [index("x", on: "b", "n")])
    var target = PlannerSketch()
    target.view("a", [column("n")], "SELECT 1 AS n;", needs: [])
    target.table("b", [column("n")])
    target.table("x", [column("n")])
    let sql = try Plan.from(base, to: target).sql
    #expect(sql.firstIndex(of: "DROP TABLE a")! < sql.firstIndex { $0.hasPrefix("CREATE VIEW a") }!)
    #expect(
      sql.firstIndex(of: "DROP INDEX x")! < sql.firstIndex { $0.hasPrefix("CREATE TABLE x") }!)
  }

  @Test func `A sequence that serial makes is written as serial`() throws {
    var target = PlannerSketch()
    target.object(
      .sequence, "a_id_seq", attributes: ["type": "integer", "owned by": "a.id"],
      declaration: "CREATE SEQUENCE a_id_seq AS integer")
    target.table(
      "a", [column("id", isNullable: false, default: "nextval('a_id_seq'::regclass)")],
      constraints: [primaryKey("a_pkey", "id")])
    target.depend(
      reference(.columnDefault, "id", of: "a"),
      on: [reference(.object(.sequence), "a_id_seq")])
    target.depend(
      reference(.object(.sequence), "a_id_seq"), on: [reference(.column, "id", of: "a")])
    #expect(
      try Plan.from(PlannerSketch(), to: target).sql == [
        """
        CREATE TABLE a (
          id serial PRIMARY KEY
        )
        """
      ])
    #expect(try Plan.from(target, to: PlannerSketch()).sql == ["DROP TABLE a"])
  }
}

extension OrderTests {
  @Test func `A policy that needs a view of its own table goes before both`() throws {
    var base = PlannerSketch()
    base.table("a", [column("n")])
    base.view("v", [column("n")], "SELECT n FROM a;", needs: [reference(.column, "n", of: "a")])
    base.object(
      .policy, "p", on: "a", declaration: "CREATE POLICY p ON a",
      needs: [reference(.object(.view), "v")])
    #expect(
      try Plan.from(base, to: PlannerSketch()).sql == [
        "DROP POLICY p ON a", "DROP VIEW v", "DROP TABLE a",
      ])
  }

  @Test func `Default privileges are not in force while things are made`() throws {
    var base = PlannerSketch()
    base.object(
      .defaultPrivileges, "FOR ROLE owner IN SCHEMA public ON TABLES",
      declaration: "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO x",
      removal: "ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON TABLES FROM x")
    var target = base
    target.table("a", [column("n")])
    let sql = try Plan.from(base, to: target).sql
    #expect(sql.first == base.objects[0].removal)
    #expect(sql.last == base.objects[0].declaration)
    target.tables = []
    target.function("f()")
    #expect(try Plan.from(base, to: target).sql.count == 2)
  }

  @Test func `A body comes after what it calls`() throws {
    var target = PlannerSketch()
    target.function("a()", body: "SELECT b()")
    target.function("b()")
    let sql = try Plan.from(PlannerSketch(), to: target).sql
    #expect(sql.dropFirst().map { $0.prefix(17) } == ["CREATE FUNCTION b", "CREATE FUNCTION a"])
  }

  @Test func `A column that a child keeps does not go with the parent's`() throws {
    func sketch(_ parent: Column..., child: Column...) -> PlannerSketch {
      var sketch = PlannerSketch()
      sketch.table("p", parent)
      sketch.table("q", child, attributes: ["inherits": "p"])
      return sketch
    }
    let kept = column("m", attributes: ["inherited": "yes"])
    #expect(
      try Plan.from(
        sketch(
          column("m"), column("n"), child: kept, column("n", attributes: ["inherited": "yes"])),
        to: sketch(column("m"), child: kept, column("n"))
      ).sql == ["ALTER TABLE ONLY p DROP COLUMN n"])
  }
}
