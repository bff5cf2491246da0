import SchemaModel
import Testing

@testable import SQLiteEngine

@Suite struct TokenizerTests {
  private func texts(_ sql: String) -> [String] {
    Tokenizer.tokens(of: sql).map { String($0.text) }
  }

  private func key(_ sql: String, naming names: String...) -> String {
    Tokenizer.tokens(of: sql).key(naming: Set(names.map { Name(sqlite: $0) }))
  }

  @Test func `words, numbers and symbols are told apart`() {
    #expect(
      texts("a<=b||c->>'x'->y!=.5e-3+0x1Fg")
        == ["a", "<=", "b", "||", "c", "->>", "'x'", "->", "y", "!=", ".5e-3", "+", "0x1Fg"])
    #expect(
      texts("a==b<>c<<d>>e>=f;") == [
        "a", "==", "b", "<>", "c", "<<", "d", ">>", "e", ">=", "f", ";",
      ])
  }

  @Test func `a minus between numbers is no part of them`() {
    #expect(texts("1-2") == ["1", "-", "2"])
    #expect(texts("1e5-2") == ["1e5", "-", "2"])
    #expect(texts("0xe-2") == ["0xe", "-", "2"])
  }

  @Test func `quotes end where they are not doubled`() {
    #expect(
      texts("'it''s' \"a\"\"b\" `c``d` [e]f]") == [
        "'it''s'", "\"a\"\"b\"", "`c``d`", "[e]", "f", "]",
      ])
    let names = Tokenizer.tokens(of: "'it''s' \"a\"\"b\" `c``d` [e[\"] x'AB'").map(\.name.spelling)
    #expect(names == ["it's", "a\"b", "c`d", "e[\"", "x'AB'"])
  }

  @Test func `a combining mark does not hide a quote`() {
    #expect(texts("'\u{301}a' b") == ["'\u{301}a'", "b"])
    #expect(Tokenizer.tokens(of: "\"\u{301}a\"").first?.value == "\u{301}a")
    #expect("a'\u{301}".sqlLiteral.utf8.elementsEqual("'a''\u{301}'".utf8))
    #expect(Name(sqlite: "\"\u{301}").sql.utf8.elementsEqual("\"\"\"\u{301}\"".utf8))
  }

  @Test func `comments and blanks are nothing`() {
    #expect(texts("a--b'\n/* c ' */d/**/-- e") == ["a", "d"])
    #expect(texts("\u{FEFF}a\u{C}\r\n\tb") == ["a", "b"])
    #expect(texts("a /* never ends") == ["a"])
    #expect(texts("").isEmpty)
    #expect(Tokenizer.blanks(before: " -- x\n /* y */ z".utf8) == 15)
  }

  @Test func `what is not closed goes to the end`() {
    #expect(texts("'a''") == ["'a''"])
    #expect(texts("[a b") == ["[a b"])
  }

  @Test func `the key ignores case, quotes and space`() {
    #expect(key("A  =='x'", naming: "a") == key("\"a\"='x'", naming: "a"))
    #expect(key("X'ab' <> [B]") == key("x'AB' != b"))
    #expect(key("'A'") != key("'a'"))
    #expect(key("`select`") == key("SELECT"))
  }

  @Test func `double quotes make a string of what has no such name`() {
    #expect(key("\"Draft\"") == key("'Draft'"))
    #expect(key("\"Draft\"") != key("\"draft\""))
    #expect(key("\"Draft\"", naming: "draft") == key("draft"))
  }

  @Test func `a column may be called like a value`() {
    #expect(key("\"null\"", naming: "null") != key("null"))
    #expect(key("TRUE", naming: "true") == key("\"true\"", naming: "true"))
    #expect(key("`a b`") == "\"a b\"")
  }

  @Test func `names are quoted where they must be`() {
    let written = ["a", "a1", "order", "1a", "a b", "é", "a$", "", "A\"B", "key"].map {
      Name(sqlite: $0).sql
    }
    #expect(
      written == [
        "a", "a1", "\"order\"", "\"1a\"", "\"a b\"", "\"é\"", "\"a$\"", "\"\"", "\"A\"\"B\"",
        "\"key\"",
      ])
  }

  @Test func `tidy text keeps tokens and comments, and loses blanks at the ends of lines`() {
    #expect(
      TidyText.of("CREATE TABLE t (\t-- a \r\n\ta 'x\t \n' ,  \n  b) -- end")
        == "CREATE TABLE t (  -- a\n  a 'x\t \n' ,\n  b)")
    #expect(TidyText.of("a\rINT -- b\rc\n") == "a INT")
    #expect(TidyText.of("a -- b\rc\n, d") == "a -- b c\n, d")
  }
}
