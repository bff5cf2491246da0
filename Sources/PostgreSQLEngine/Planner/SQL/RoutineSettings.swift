internal import SchemaModel

/// What a function sets while it runs: the lines ` SET work_mem TO '64kB'` that the server prints of it
/// (<https://www.postgresql.org/docs/current/sql-createfunction.html>).
struct RoutineSettings {
  /// By name, in the order in which they are printed.
  let settings: [(name: String, text: String)]

  init(of routine: SchemaObject) {
    settings = routine.declaration.split(separator: "\n")
      .prefix { line in !Self.bodies.contains { line.hasPrefix($0) } }
      .filter { $0.hasPrefix(" SET ") }
      .map { line in
        let text = line.dropFirst(" SET ".count)
        return (String(text.prefix { $0 != " " }), String(text))
      }
  }

  private static let bodies = ["AS ", "BEGIN ATOMIC", "RETURN "]

  /// Those that another has not, whatever it sets the others to.
  func missing(in other: RoutineSettings) -> [(name: String, text: String)] {
    settings.filter { setting in !other.settings.contains { $0.name == setting.name } }
  }

  /// `ALTER FUNCTION f(integer)`.
  static func alteration(of routine: SchemaObject) -> String? {
    guard let removal = routine.removal, removal.hasPrefix("DROP ") else { return nil }
    return "ALTER " + removal.dropFirst("DROP ".count)
  }
}
