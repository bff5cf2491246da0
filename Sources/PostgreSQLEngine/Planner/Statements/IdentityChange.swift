internal import Engine
internal import SchemaModel

/// The change of an identity column in place; the numbers go on where they were.
struct IdentityChange {
  let from: Column
  let to: Column
  let table: Table

  func statements() -> [Statement] { rename + lifting + alteration }

  private var rename: [Statement] {
    let old = sequence(of: from)
    let new = sequence(of: to)
    return old == new ? [] : [Statement("ALTER SEQUENCE \(old) RENAME TO \(unqualified(new))")]
  }

  private var alteration: [Statement] {
    var actions: [String] = []
    if from.attributes[.identity] != to.attributes[.identity] {
      actions.append("SET GENERATED \(to.attributes[.identity]?.uppercased() ?? "ALWAYS")")
    }
    for option in Option.allCases where option.value(in: from) != option.value(in: to) {
      if option != .start { actions.append("SET \(option.value(in: to) ?? option.usual)") }
    }
    if start(of: from) != start(of: to) { actions.append("SET START WITH \(start(of: to))") }
    guard !actions.isEmpty else { return [] }
    let actionList = actions.joined(separator: " ")
    return [
      Statement("ALTER TABLE \(table.name.sql) ALTER COLUMN \(to.name.sql) \(actionList)")
    ]
  }

  private func start(of column: Column) -> String {
    if let start = Option.start.argument(in: column) { return start }
    let isDescending = Option.increment.argument(in: column)?.hasPrefix("-") ?? false
    return isDescending
      ? Option.maximum.argument(in: column) ?? "-1" : Option.minimum.argument(in: column) ?? "1"
  }

  /// A sequence that stands below its new minimum goes on from there.
  private var lifting: [Statement] {
    guard let minimum = Option.minimum.argument(in: to),
      minimum != Option.minimum.argument(in: from)
    else { return [] }
    let name = sequence(of: to)
    return [
      Statement(
        "SELECT setval(\(name.sqlLiteral), \(minimum), false) FROM \(name) "
          + "WHERE last_value < \(minimum)")
    ]
  }

  /// The name of the column's sequence, as SQL.
  private func sequence(of column: Column) -> String {
    let options = column.attributes[.identitySequence] ?? ""
    let prefix = "SEQUENCE NAME "
    guard options.hasPrefix(prefix) else {
      return table.name.sibling("\(table.name.spelling)_\(column.name.spelling)_seq").sql
    }
    let rest = String(options.dropFirst(prefix.count))
    let end = Option.allCases.compactMap { rest.firstRange(ofWord: " " + $0.rawValue) }.min()
    return String(rest[..<(end ?? rest.endIndex)])
  }

  private func unqualified(_ name: String) -> String {
    guard let dot = name.firstRange(ofWord: ".") else { return name }
    return String(name[name.index(after: dot)...])
  }

  private enum Option: String, CaseIterable {
    case increment = "INCREMENT BY"
    case minimum = "MINVALUE"
    case maximum = "MAXVALUE"
    case start = "START WITH"
    case cache = "CACHE"
    case cycle = "CYCLE"

    /// What the option is where nothing is said.
    var usual: String {
      switch self {
      case .increment: "INCREMENT BY 1"
      case .minimum: "NO MINVALUE"
      case .maximum: "NO MAXVALUE"
      case .start: "START WITH 1"
      case .cache: "CACHE 1"
      case .cycle: "NO CYCLE"
      }
    }

    /// The option with its value, as the column's declaration has it.
    func value(in column: Column) -> String? {
      let options = " " + (column.attributes[.identitySequence] ?? "")
      guard let place = options.firstRange(ofWord: " " + rawValue) else { return nil }
      let rest = options[place...].dropFirst(rawValue.count + 1)
      guard self != .cycle else { return rawValue }
      return rawValue + " " + rest.drop { $0 == " " }.prefix { $0 != " " }
    }

    func argument(in column: Column) -> String? {
      value(in: column).map { String($0.dropFirst(rawValue.count + 1)) }
    }
  }
}
