import SchemaModel
import Testing

@Suite struct FamiliesTests {
  private func table(_ name: String, _ attributes: Attributes = [:]) -> Table {
    Table(
      name: Name(exact: name), columns: [], constraints: [], indexes: [], attributes: attributes)
  }

  @Test func `members are found however deep, whatever they are called`() {
    let names = [
      ("a", "a"), ("a, b", #""a, b""#), (#"quo"te"#, #""quo""te""#), (#"""#, #""""""#),
      ("\u{301}lead", "\"\u{301}lead\""),
    ]
    for (name, sql) in names {
      let families = Families(
        Schema(
          dialect: .postgresql,
          tables: [
            table(name), table("child", ["inherits": "other, \(sql)"]),
            table("part", ["partition of": "child"]),
          ]))
      #expect(families.children(of: Name(exact: name)) == [Name(exact: "child")])
      #expect(
        families.members(below: Name(exact: name)) == [Name(exact: "child"), Name(exact: "part")])
    }
  }

  @Test func `a namespace belongs to the name`() {
    let child = table("child", ["inherits": #""a b".c"#])
    let families = Families(Schema(dialect: .postgresql, tables: [child]))
    #expect(families.children(of: Name(exact: "c", in: "a b")) == [child.name])
    #expect(families.children(of: Name(exact: "c")).isEmpty)
  }
}
