import SchemaModel
import TestSupport

@testable import SQLiteEngine

/// Writes a sketch as SQL, plainly or in one of many styles that mean the same.
struct SketchPrinter {
  private let sketch: SchemaSketch
  private var style: SplitMix64?
  private let names: [String: String]

  init(_ sketch: SchemaSketch, style: SplitMix64? = nil) {
    self.sketch = sketch
    self.style = style
    var names: [String: String] = [:]
    for table in sketch.tables where !table.columns.isEmpty {
      names["t\(table.id)"] = table.name
      for column in table.columns { names["c\(column.id)"] = column.name }
    }
    for object in sketch.objects { names["o\(object.id)"] = object.name }
    self.names = names
  }

  mutating func text() -> String {
    var statements = shuffled(sketch.tables).flatMap { self.statements(for: $0) }
    for kind in ObjectSketch.Kind.allCases {
      for object in shuffled(sketch.objects.filter { $0.kind == kind }) {
        let body = expanded(object.text, inObject: true)
        statements += body.map { ["CREATE \(kind.rawValue) \(quoted(object.name)) \($0)"] } ?? []
      }
    }
    return statements.map { $0 + ";\n" }.joined()
  }

  // MARK: Statements

  private mutating func statements(for table: TableSketch) -> [String] {
    guard !table.columns.isEmpty else { return [] }
    let name = self.name(table.name, asName: true)
    let items =
      table.columns.map { column($0) }
      + shuffled(table.constraints).compactMap { expanded($0) }
    let options = table.options.joined(separator: ", ")
    let creation = "CREATE TABLE \(name)\(gap())(\(joined(items)))\(gap())\(options)"
    return [creation] + shuffled(table.indexes).compactMap { index($0, on: table) }
  }

  private mutating func column(_ column: ColumnSketch) -> String {
    var parts = [name(column.name, asName: true)]
    if !column.type.isEmpty { parts.append(column.type) }
    // A comment after the type would become part of it, where GENERATED comes next.
    let start = parts.joined(separator: gap())
    return ([start] + column.clauses.compactMap { expanded($0) }).joined(separator: " ")
  }

  private mutating func index(_ index: IndexSketch, on table: TableSketch) -> String? {
    let unique = index.isUnique ? "UNIQUE " : ""
    return expanded(index.text).map {
      "CREATE \(unique)INDEX \(name(index.name, asName: true)) ON \(name(table.name)) \($0)"
    }
  }

  private mutating func joined(_ items: [String]) -> String {
    items.dropFirst().reduce(items.first ?? "") { "\($0)\(gap()),\(gap())\($1)" }
  }

  /// The text with names in place of what stands in braces; `nil` where there is no such name.
  private mutating func expanded(_ text: String, inObject: Bool = false) -> String? {
    var result = ""
    for (index, part) in text.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      guard index > 0 else {
        result += part
        continue
      }
      let pieces = part.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = names[String(pieces[0])] else { return nil }
      result += (inObject ? quoted(name) : self.name(name)) + pieces[1]
    }
    return result
  }

  // MARK: Style

  private func quoted(_ name: String) -> String { Name.quoted(name, with: "\"") }

  /// - Parameter asName: whether nothing but a name can stand there, so that a string is one.
  private mutating func name(_ name: String, asName: Bool = false) -> String {
    switch style?.number(below: 8) {
    case 0: return quoted(name)
    case 1: return Name.quoted(name, with: "`")
    case 2 where !name.contains("]"): return "[\(name)]"
    case 3 where asName: return name.sqlLiteral
    default: return Name(sqlite: name).sql
    }
  }

  private mutating func gap() -> String {
    style?.pick([" ", "\n  ", "\t", " /* it's */ ", " -- a \"b\n", "\r\n"]) ?? " "
  }

  private mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    guard var style else { return elements }
    defer { self.style = style }
    return elements.shuffled(using: &style)
  }
}
