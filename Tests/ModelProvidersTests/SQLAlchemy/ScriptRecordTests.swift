import Testing

@testable import ModelProviders

@Suite struct ScriptRecordTests {
  @Test("reads names and values in their order")
  func records() {
    let records = ScriptRecord.all(in: Array("stub\0redis\0stub\0rq\0location\0\0end\0\0".utf8))
    #expect(records?.values(of: "stub") == ["redis", "rq"])
    #expect(records?["stub"] == "redis")
    #expect(records?["location"] == nil)
    #expect(records?.count == 3)
  }

  @Test("takes no answer that is cut off", arguments: ["", "stub\0redis\0", "end", "end\0", "x"])
  func incomplete(text: String) {
    #expect(ScriptRecord.all(in: Array(text.utf8)) == nil)
  }
}
