import Revisions
import Testing

@Suite struct RevisionGraphTests {
  // a ─ b ─ c ─ d
  //      ╰─ e ─ f
  static let branched = ["d": "c", "c": "b", "f": "e", "e": "b", "b": "a", "a": nil]

  @Test func `parents stand before children`() throws {
    let graph = try graph(Self.branched)
    #expect(names(graph.files) == "abcdef")
    #expect(names(graph.heads) == "df")
    #expect(graph.contains(id("c")))
    #expect(!graph.contains(id("9")))
    #expect(graph[id("c")]?.path == "c.sql")
  }

  @Test func `one head is the head`() throws {
    #expect(try graph(["a": nil, "b": "a"]).head?.id == id("b"))
    #expect(try RevisionGraph([]).head == nil)
    #expect(throws: RevisionGraphError.severalHeads([id("d"), id("f")])) {
      try graph(Self.branched).head
    }
  }

  @Test func `two files with one id are refused`() {
    let files = [file("a", parent: nil, path: "y.sql"), file("a", parent: nil, path: "x.sql")]
    #expect(throws: RevisionGraphError.duplicateID(id("a"), paths: ["x.sql", "y.sql"])) {
      try RevisionGraph(files)
    }
  }

  @Test func `a parent that is nowhere is refused`() {
    #expect(throws: RevisionGraphError.unknownParent(id("a"), path: "b.sql")) {
      try graph(["b": "a"])
    }
  }

  @Test func `two roots are refused`() {
    #expect(throws: RevisionGraphError.severalRoots(paths: ["a.sql", "c.sql"])) {
      try graph(["a": nil, "b": "a", "c": nil])
    }
  }

  @Test func `a cycle is refused`() {
    #expect(throws: RevisionGraphError.cycle(paths: ["d.sql", "b.sql", "c.sql"])) {
      try graph(["a": nil, "0": "c", "b": "d", "c": "b", "d": "c"])
    }
    #expect(throws: RevisionGraphError.cycle(paths: ["a.sql"])) { try graph(["a": "a"]) }
  }

  @Test func `a chain leads from the root`() throws {
    let graph = try graph(Self.branched)
    #expect(names(try graph.chain(to: id("f"))) == "abef")
    #expect(try graph.chain(to: nil).isEmpty)
    #expect(throws: RevisionGraphError.unknownRevision("999999999999")) {
      try graph.chain(to: id("9"))
    }
  }

  static let paths: [(String?, String?, String, String)] = [
    (nil, "d", "", "abcd"), ("d", nil, "dcba", ""), ("d", "f", "dc", "ef"), ("b", "f", "", "ef"),
    ("f", "a", "feb", ""), ("c", "c", "", ""), (nil, nil, "", ""), ("e", "d", "e", "cd"),
  ]

  @Test(arguments: paths)
  func `a path goes through the common ancestor`(
    start: String?, end: String?, downs: String, ups: String
  ) throws {
    let path = try graph(Self.branched).path(from: start.map(id), to: end.map(id))
    #expect(names(path.downs) == downs)
    #expect(names(path.ups) == ups)
  }

  @Test func `ancestors are parents and theirs`() throws {
    let graph = try graph(Self.branched)
    #expect(graph.isAncestor(id("a"), of: id("f")))
    #expect(graph.isAncestor(id("e"), of: id("f")))
    #expect(!graph.isAncestor(id("c"), of: id("f")))
    #expect(!graph.isAncestor(id("f"), of: id("e")))
    #expect(!graph.isAncestor(id("f"), of: id("f")))
    #expect(!graph.isAncestor(id("9"), of: id("f")))
  }

  @Test func `pending is what was not applied`() throws {
    let graph = try graph(Self.branched)
    #expect(names(graph.pending(after: [id("a"), id("b"), id("e"), id("9")])) == "cdf")
  }

  @Test func `a parent may be missing where that is allowed`() throws {
    let files = [file("a", parent: nil), file("c", parent: "b"), file("d", parent: "c")]
    #expect(throws: RevisionGraphError.unknownParent(id("b"), path: "c.sql")) {
      try RevisionGraph(files)
    }
    let graph = try RevisionGraph(files, allowsUnknownParents: true)
    #expect(names(graph.orphans) == "c")
    #expect(names(graph.heads) == "ad")
    #expect(names(try graph.chain(to: id("d"))) == "cd")
    #expect(throws: RevisionGraphError.unknownParent(id("b"), path: "c.sql")) {
      try graph.refuseOrphans()
    }
  }

  @Test func `ten thousand revisions are no burden`() throws {
    let ids = try (0..<10_000).map { number in
      let digits = String(number, radix: 16)
      return try #require(RevisionID(String(repeating: "0", count: 12 - digits.count) + digits))
    }
    let files = ids.indices.shuffled().map { index in
      let revision = Revision(
        id: ids[index], parent: index == 0 ? nil : ids[index - 1], message: "", sections: [])
      return RevisionFile(path: "\(index).sql", revision: revision, contentID: "")
    }
    let graph = try RevisionGraph(files)
    #expect(graph.files.map(\.id) == ids)
    #expect(try graph.path(from: ids[9_999], to: nil).downs.count == 10_000)
    #expect(try graph.resolve("+9999", current: ids[0]) == .revision(ids[9_999]))
    #expect(graph.isAncestor(ids[0], of: ids[9_999]))
  }
}
