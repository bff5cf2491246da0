import SchemaModel
import Testing
import Workflows

@Suite struct ComposedRenameTests {
  /// Reads steps such as `a.b:c, t:u`.
  private func composed(_ steps: String...) -> [String] {
    let renames = steps.map { step in
      step.split(separator: ",").map { rename($0.drop { $0 == " " }) }
    }
    return [Rename](composing: renames).map { rename in
      "\(rename.table)\(rename.column.map { ".\($0)" } ?? ""):\(rename.newName)"
    }
  }

  private func rename(_ text: Substring) -> Rename {
    let names = text.split(separator: ":").map(String.init)
    let old = names[0].split(separator: ".").map { Name(folding: String($0)) }
    return Rename(
      table: old[0], column: old.count > 1 ? old[1] : nil, newName: Name(folding: names[1]),
      evidence: .option)
  }

  @Test func `renames of different things stand side by side`() {
    #expect(composed("t.a:b", "u.a:b", "v:w") == ["t.a:b", "u.a:b", "v:w"])
  }

  @Test func `a chain becomes one rename`() {
    #expect(composed("t.a:b", "t.b:c", "t.c:d") == ["t.a:d"])
    #expect(composed("t:u", "u:v") == ["t:v"])
  }

  @Test func `a way back leaves nothing`() {
    #expect(composed("t.a:b", "t.b:a").isEmpty)
    #expect(composed("t:u", "u:t").isEmpty)
  }

  @Test func `a column is named with the table's first name`() {
    #expect(composed("t:u", "u.a:b") == ["t:u", "t.a:b"])
    #expect(composed("t.a:b", "t:u", "u.b:c") == ["t.a:c", "t:u"])
    #expect(composed("t:u, t.a:b", "u:v, u.b:c") == ["t:v", "t.a:c"])
  }

  @Test func `names that change places in one step are not a chain`() {
    #expect(composed("t.a:x", "t.b:a, t.x:b") == ["t.a:b", "t.b:a"])
  }
}
