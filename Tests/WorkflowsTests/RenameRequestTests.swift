import SchemaModel
import Testing

@testable import Workflows

@Suite struct RenameRequestTests {
  private func names(_ old: String, _ new: String) -> [String]? {
    RenameRequest(from: old, to: new, evidence: .option).map { [$0.names.old, $0.names.new] }
  }

  @Test func `The new name may leave out what stays`() {
    #expect(names("users.login", "name") == ["users.login", "users.name"])
    #expect(names("sales.users", "people") == ["sales.users", "sales.people"])
    #expect(names("leads", "crm.leads") == ["leads", "crm.leads"])
    #expect(names("crm.leads", "leads") == ["crm.leads", "public.leads"])
    #expect(names("a", "b.c.d") == nil)
    #expect(names("a.", "b") == nil)
  }

  @Test func `A part with a blank, a dot, a colon or a quote has quotes`() {
    let text = #"state."in progress":state."a ""b"".c""#
    let pieces = NamePath.split(text, at: ":")
    #expect(pieces == [#"state."in progress""#, #"state."a ""b"".c""#])
    #expect(NamePath(pieces[1])?.parts == ["state", #"a "b".c"#])
    #expect(NamePath(pieces[1])?.description == pieces[1])
    #expect(NamePath(#"state."open"#) == nil)
  }

  private var schema: Schema {
    Schema(
      dialect: .postgresql,
      tables: [
        Table(
          name: Name(exact: "a"),
          columns: [Column(name: Name(exact: "x"), type: Expression("text", key: "text"))]),
        Table(name: Name(exact: "b", in: "s"), columns: []),
      ],
      objects: [
        SchemaObject(
          kind: .enumeration, name: Name(exact: "state"), table: nil,
          definition: Expression("('v1.0', 'it''s', E'a\\\\b')", key: ""), declaration: "")
      ])
  }

  private func rename(_ old: String, _ new: String) -> [Name?]? {
    RenameRequest(from: old, to: new, evidence: .option).map {
      let rename = $0.rename(in: schema)
      return [rename.table, rename.column, rename.newName]
    }
  }

  @Test func `What a name means depends on what is there`() {
    #expect(rename("a.x", "y") == [Name(exact: "a"), Name(exact: "x"), Name(exact: "y")])
    #expect(rename("s.b", "c") == [Name(exact: "b", in: "s"), nil, Name(exact: "c", in: "s")])
    #expect(rename("s.b", "b") == [Name(exact: "b", in: "s"), nil, Name(exact: "b")])
    #expect(rename("public.a", "s.a") == [Name(exact: "a"), nil, Name(exact: "a", in: "s")])
    let label = [Name(exact: "state"), Name(exact: "v1.0"), Name(exact: "v1.1")]
    #expect(rename("state.v1.0", "state.v1.1") == label)
    #expect(rename("state.v1.0", "v1.1") == label)
  }

  @Test func `Labels are read as the server quotes them`() {
    #expect(schema.objects[0].labels == ["v1.0", "it's", "a\\b"])
  }

  @Test func `Names that are exchanged are free for each other`() {
    func rename(_ old: String, _ new: String) -> Rename {
      Rename(
        table: Name(exact: "state"), column: Name(exact: old), newName: Name(exact: new),
        evidence: .option)
    }
    let exchange = [rename("v1.0", "it's"), rename("it's", "v1.0")]
    #expect(exchange.applying(to: schema) == exchange)
    #expect([exchange[0]].applying(to: schema).isEmpty)
    #expect([rename("it's", "v1.0"), rename("v1.0", "new")].applying(to: schema).count == 2)
  }
}
