internal import Engine
internal import SchemaModel

/// The change of an identity column in place; the numbers go on where they were.
struct IdentityChange {
  let from: Column
  let to: Column
  let table: Table

  func statements() -> [Statement] {
    let name = to.identitySequence(in: table.name).sql
    return rename + to.identityRange.statements(moving: name, from: from.identityRange)
      + alteration
      + Self.persistence(of: to, from: from, in: table)
  }

  /// Whether changes of the rows' numbers are logged, where that is not as with the rows themselves.
  ///
  /// - Parameter old: `nil` for a new column.
  static func persistence(of column: Column, from old: Column?, in table: Table) -> [Statement] {
    let persistence = column.attributes[.identityPersistence]
    guard persistence != old?.attributes[.identityPersistence] else { return [] }
    let usual = table.attributes[.persistence] ?? "logged"
    return [
      Statement(
        "ALTER SEQUENCE \(column.identitySequence(in: table.name).sql) "
          + "SET \((persistence ?? usual).uppercased())")
    ]
  }

  private var rename: [Statement] {
    let old = from.identitySequence(in: table.name)
    let new = to.identitySequence(in: table.name)
    return old == new ? [] : [Statement("ALTER SEQUENCE \(old.sql) RENAME TO \(new.identifier)")]
  }

  private var alteration: [Statement] {
    let (old, new) = (from.identityRange, to.identityRange)
    var actions: [String] = []
    if from.attributes[.identity] != to.attributes[.identity] {
      actions.append("SET GENERATED \(to.attributes[.identity]?.uppercased() ?? "ALWAYS")")
    }
    let turns = old.isDescending != new.isDescending
    for option in Option.allCases where option != .start {
      guard option.value(in: from) != option.value(in: to) || turns && option.isBound else {
        continue
      }
      actions.append("SET \(option.value(in: to) ?? option.usual)")
    }
    if old.start != new.start { actions.append("SET START WITH \(new.start)") }
    if new.isApart(from: old) { actions.append("RESTART") }
    guard !actions.isEmpty else { return [] }
    let actionList = actions.joined(separator: " ")
    return [
      Statement("ALTER TABLE \(table.name.sql) ALTER COLUMN \(to.name.sql) \(actionList)")
    ]
  }

  fileprivate enum Option: String, CaseIterable {
    case increment = "INCREMENT BY"
    case minimum = "MINVALUE"
    case maximum = "MAXVALUE"
    case start = "START WITH"
    case cache = "CACHE"
    case cycle = "CYCLE"

    /// Whether the usual value depends on the direction.
    var isBound: Bool { self == .minimum || self == .maximum }

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
      guard let place = SQLList.place(of: " " + rawValue, in: options) else { return nil }
      let rest = options[place...].dropFirst(rawValue.count + 1)
      guard self != .cycle else { return rawValue }
      return rawValue + " " + rest.drop { $0 == " " }.prefix { $0 != " " }
    }

    func argument(in column: Column) -> String? {
      value(in: column).map { String($0.dropFirst(rawValue.count + 1)) }
    }
  }
}

extension Column {
  /// The numbers that the sequence of an identity column gives.
  var identityRange: SequenceRange {
    typealias Option = IdentityChange.Option
    return SequenceRange(
      type: type.spelling, increment: Option.increment.argument(in: self),
      minimum: Option.minimum.argument(in: self), maximum: Option.maximum.argument(in: self),
      start: Option.start.argument(in: self))
  }

  /// Gives the sequence of an identity column another name.
  mutating func call(identitySequence sequence: Name, in table: Name) {
    let prefix = "SEQUENCE NAME "
    var options = attributes[.identitySequence] ?? ""
    if options.hasPrefix(prefix) {
      let rest = String(options.dropFirst(prefix.count))
      options = String(rest[SQLWords.endOfFirst(in: rest)...].drop { $0 == " " })
    }
    let usual = table.sibling("\(table.spelling)_\(name.spelling)_seq")
    let clause = sequence == usual ? [] : [prefix + sequence.identifier]
    let parts = clause + (options.isEmpty ? [] : [options])
    attributes[.identitySequence] = parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// The sequence that numbers the rows of an identity column.
  func identitySequence(in table: Name) -> Name {
    let options = attributes[.identitySequence] ?? ""
    let prefix = "SEQUENCE NAME "
    guard options.hasPrefix(prefix) else {
      return table.sibling("\(table.spelling)_\(name.spelling)_seq")
    }
    let rest = String(options.dropFirst(prefix.count))
    return table.sibling(Name(unquoting: String(rest[..<SQLWords.endOfFirst(in: rest)])).spelling)
  }
}
