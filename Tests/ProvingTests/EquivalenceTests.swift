import Engine
import Proving
import SQLiteEngine
import SchemaModel
import Testing

/// Two ways on, given as SQL, from a table of people.
@Suite struct EquivalenceTests {
  private static let people = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, email TEXT);"

  private func equivalence(_ one: [String], _ other: [String]) -> Equivalence {
    func scripts(_ texts: [String], _ name: String) -> [Script] {
      texts.enumerated().map { Script($1, path: "\(name)\($0)") }
    }
    return Equivalence(
      engine: SQLiteEngine(), beginning: scripts([Self.people], "base"), one: scripts(one, "one"),
      other: scripts(other, "other"))
  }

  private let age = "ALTER TABLE people ADD age INTEGER;"
  private let town = "ALTER TABLE people ADD town TEXT;"

  @Test func `two columns can come in either order`() throws {
    let trial = equivalence([age, town], [town, age])
    #expect(try trial.schema().tables[0].columns.count == 5)
    #expect(try trial.rows() == .same(count: Proof.rowsPerTable))
  }

  @Test func `what is lost in one order is found`() throws {
    let rebuild = """
      CREATE TABLE new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT);
      INSERT INTO new SELECT id, ifnull(name, ''), email FROM people;
      DROP TABLE people; ALTER TABLE new RENAME TO people;
      """
    do {
      _ = try equivalence([age, rebuild], [rebuild, age]).schema()
      Issue.record("the rebuild loses the column")
    } catch EquivalenceFailure.schemasDiffer(let changes) {
      #expect(changes.count == 1)
      guard case .addColumn(let column, _) = changes.first else {
        Issue.record("\(changes)")
        return
      }
      #expect(column.name.spelling == "age")
    }
  }

  @Test(arguments: [false, true])
  func `a way that fails is named`(isOther: Bool) throws {
    let index = "CREATE INDEX ages ON people (age);"
    let (good, bad) = ([age, index], [index, age])
    do {
      _ = try equivalence(isOther ? good : bad, isOther ? bad : good).schema()
      Issue.record("there is nothing to index")
    } catch EquivalenceFailure.fails(.statementFailed(let failure), let failed) {
      #expect(failed == isOther)
      #expect(failure.path == (isOther ? "other0" : "one0"))
    }
  }

  @Test func `rows that depend on the order are found`() throws {
    let (upper, lower) = (
      "UPDATE people SET name = upper(name);", "UPDATE people SET name = 'x' || lower(name);"
    )
    let trial = equivalence([upper, lower], [lower, upper])
    _ = try trial.schema()
    #expect(try trial.rows() == .differ([Name(folding: "people")]))
  }

  @Test func `a way that fails on rows only is found`() throws {
    let fill = "UPDATE people SET email = 'x';"
    let strict = """
      CREATE TABLE strict (email TEXT NOT NULL); INSERT INTO strict SELECT email FROM people;
      """
    guard case .fails(_, isOther: true) = try equivalence([fill, strict], [strict, fill]).rows()
    else {
      Issue.record("NULL went into a column that has none")
      return
    }
    #expect(try equivalence([strict], [strict]).rows() == .unknown)
  }

  @Test func `chance is no difference`() throws {
    let chance = "UPDATE people SET name = hex(randomblob(16));"
    #expect(try equivalence([chance], [chance]).rows() == .same(count: Proof.rowsPerTable))
  }

  // MARK: There and back

  private func roundTrip(_ ups: [String], _ downs: [String]) throws -> [Schema] {
    try RoundTrip(
      engine: SQLiteEngine(), beginning: [Script(Self.people, path: "base")],
      ups: ups.map { Script($0, path: "up") }, downs: downs.map { Script($0, path: "down") }
    ).run()
  }

  @Test func `a way back leads back`() throws {
    let schemas = try roundTrip(
      [age, town], ["ALTER TABLE people DROP town;", "ALTER TABLE people DROP age;"])
    #expect(schemas.map { $0.tables[0].columns.count } == [4, 5])
  }

  @Test func `a way back that leads elsewhere is refuted`() throws {
    #expect(throws: RoundTripFailure.self) { try roundTrip([age, town], ["SELECT 1;"]) }
    #expect(throws: RoundTripFailure.self) { try roundTrip([age], ["DROP TABLE nobody;"]) }
  }
}
