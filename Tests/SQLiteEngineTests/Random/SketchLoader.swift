import Engine
import SchemaModel

@testable import SQLiteEngine

/// Asks SQLite what it makes of a sketch.
enum SketchLoader {
  static func database(_ text: String) throws -> SQLiteDatabase {
    let database = try SQLiteDatabase(scratch: ())
    try database.run(Script(text, path: "sketch"))
    return database
  }

  static func accepts(_ sketch: SchemaSketch) -> Bool {
    var printer = SketchPrinter(sketch)
    return (try? database(printer.text())) != nil
  }

  /// The sketch without what SQLite refuses.
  static func acceptable(_ sketch: SchemaSketch) -> SchemaSketch {
    var sketch = sketch
    while !accepts(sketch) {
      let smaller = sketch.reductions()
      guard let next = smaller.first(where: accepts) ?? smaller.first else { return sketch }
      sketch = next
    }
    return sketch
  }
}
