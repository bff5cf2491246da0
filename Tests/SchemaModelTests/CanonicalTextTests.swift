import SchemaModel
import Testing

@Suite struct CanonicalTextTests {
  private func text(_ tables: Table..., objects: [SchemaObject] = []) -> String {
    Schema(dialect: .sqlite, tables: tables, objects: objects).canonicalText
  }

  @Test func `the text of a small schema never changes`() {
    // Digests are written into files: another text here breaks every snapshot there is.
    #expect(
      text(Table("T", [Column("B", "TEXT"), Column("a", isNullable: false)], [.unique("a")]))
        == """
        {"dialect":"sqlite","objects":[],"tables":[{"columns":[\
        {"name":"a","nullable":false,"type":"integer"},\
        {"name":"b","nullable":true,"type":"text"}],\
        "constraints":[{"rule":{"unique":[{"descending":false,"name":"a"}]}}],\
        "indexes":[],"name":"t","options":[]}]}
        """)
  }

  @Test func `no order of declarations shows`() {
    let a = Table("a", [Column("x"), Column("y")], [.unique("x"), .check("y")])
    let b = Table("a", [Column("y"), Column("x")], [.check("y"), .unique("x")])
    let c = Table("c", [Column("z")])
    #expect(text(a, c) == text(c, b))
    let views = [SchemaObject.view("v", "1"), .view("w", "2")]
    #expect(text(objects: views) == text(objects: views.reversed()))
    let indexes = [Index("i", on: "x"), Index("j", on: "x")]
    #expect(
      text(Table("a", [Column("x")], [], indexes))
        == text(Table("a", [Column("x")], [], indexes.reversed())))
  }

  @Test func `cosmetic differences do not show`() {
    let named = Table("t", [Column("A")], [.check("a > 1", name: "x")])
    let other = Table("T", [Column("a", "integer")], [.check("A > 1", name: "y")])
    #expect(text(named) == text(other))
    var declared = named
    declared.declaration = "CREATE TABLE t"
    #expect(text(declared) == text(named))
  }

  @Test func `names of constraints show in a dialect that knows them`() {
    let schema = { (name: String) in
      Schema(
        dialect: .postgresql, tables: [Table("t", [Column("a")], [.check("a > 1", name: name)])]
      ).canonicalText
    }
    #expect(schema("x") != schema("y"))
  }

  @Test(arguments: [
    Column("a", "TEXT"), Column("a", isNullable: false), Column("b"),
    Column(name: Name("a"), type: Expression("INTEGER"), defaultValue: Expression("1")),
    Column(name: Name("a"), type: Expression("INTEGER"), collation: Name("nocase")),
    Column(name: Name("a"), type: Expression("INTEGER"), nullConflict: .ignore),
    Column(
      name: Name("a"), type: Expression("INTEGER"),
      generation: Column.Generation(expression: Expression("1"), isStored: false)),
    Column(
      name: Name("a"), type: Expression("INTEGER"),
      generation: Column.Generation(expression: Expression("1"), isStored: true)),
  ])
  func `every property of a column shows`(column: Column) {
    #expect(text(Table("t", [column])) != text(Table("t", [Column("a")])))
  }

  @Test func `characters are escaped as JSON wants it`() {
    let name = "quo\"te \\ line\nbreak \u{1}"
    #expect(
      CanonicalJSON.object(["b": .bool(true), "a": .string(name)]).text
        == #"{"a":"quo\"te \\ line\u000abreak \u0001","b":true}"#)
  }

  @Test func `texts that only look alike are two texts`() {
    let composed = "\u{E9}"
    let decomposed = "e\u{301}"
    #expect(composed == decomposed)
    #expect(Name(composed) != Name(decomposed))
    #expect(Name(decomposed) < Name(composed))
    #expect(Expression(composed, key: composed) != Expression(decomposed, key: decomposed))
    let schema = Schema(Table(composed, [Column("a")]), Table(decomposed, [Column("b")]))
    #expect(schema.table(named: Name(composed))?.columns == [Column("a")])
    #expect(schema.table(named: Name(decomposed))?.columns == [Column("b")])
    let one = SchemaObject.view(composed, "1")
    let two = SchemaObject.view(decomposed, "1")
    #expect(text(objects: [one, two]) == text(objects: [two, one]))
  }

  @Test func `only ASCII letters lose their case`() {
    #expect(Name("Ärger AZ") == Name("Ärger az"))
    #expect(Name("Ä") != Name("ä"))
    #expect(Name(exact: "A") != Name(exact: "a"))
    #expect("ÀB".asciiLowercased() == "Àb")
  }

  @Test func `a table is found among many`() {
    let tables = (0..<100).map { Table("t\($0)", [Column("c\($0)")]) }
    let schema = Schema(dialect: .sqlite, tables: tables.shuffled())
    #expect((0..<100).allSatisfy { schema.table(named: Name("T\($0)")) == tables[$0] })
    #expect(schema.table(named: Name("t100")) == nil)
    #expect(Schema().table(named: Name("t")) == nil)
  }
}
