import Engine
import TestSupport
import SchemaModel

@testable import SQLiteEngine

/// A schema before and after a change.
struct SketchPair {
  var base: SchemaSketch
  var target: SchemaSketch
  /// Whether what has another name is said to be renamed, rather than dropped and created.
  var declaresRenames: Bool
  var options = PlanOptions()
  let style: UInt64

  init(seed: UInt64) {
    var generator = SketchGenerator(seed: seed)
    base = SketchLoader.acceptable(generator.schema())
    var editor = SketchEditor(generator: generator)
    target = base
    for _ in 0..<editor.generator.random.number(below: 6) + 1 {
      var edited = target
      editor.edit(&edited)
      if SketchLoader.accepts(edited) { target = edited }
    }
    style = editor.generator.random.next()
    options.changesInPlace = editor.generator.random.chance(30)
    options.matchesColumnOrder = editor.generator.random.chance(10)
    declaresRenames = editor.generator.random.chance(60)
  }

  var renames: [Rename] {
    guard declaresRenames else { return [] }
    return base.tables.flatMap { table -> [Rename] in
      guard !table.columns.isEmpty, let other = target.table(table.id), !other.columns.isEmpty
      else { return [] }
      let columns = table.columns.compactMap { column in
        rename(of: column.name, to: other.columns.first { $0.id == column.id }?.name) {
          Rename(table: Name(sqlite: table.name), column: $0, newName: $1, evidence: .option)
        }
      }
      let tables = rename(of: table.name, to: other.name) {
        Rename(table: $0, column: nil, newName: $1, evidence: .option)
      }
      return columns + (tables.map { [$0] } ?? [])
    }
  }

  private func rename(
    of name: String, to other: String?, _ make: (Name, Name) -> Rename
  ) -> Rename? {
    guard let other, Name(sqlite: name) != Name(sqlite: other) else { return nil }
    return make(Name(sqlite: name), Name(sqlite: other))
  }

  /// The pair as SQL, for a person who looks into a failure.
  var description: String {
    var before = SketchPrinter(base)
    var after = SketchPrinter(target)
    let renames = renames.map { rename in
      "-- \(rename.table)\(rename.column.map { ".\($0)" } ?? "") -> \(rename.newName)\n"
    }
    return "-- from\n\(before.text())-- to\n\(after.text())\(renames.joined())"
      + "-- in place: \(options.changesInPlace), order: \(options.matchesColumnOrder)\n"
  }
}
