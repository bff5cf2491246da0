internal import Engine
internal import SchemaModel

/// What a proof has seen statements do to tables that were there, for those that make writers wait:
/// `ALTER TABLE users ALTER COLUMN id TYPE bigint  rewrites the table, ACCESS EXCLUSIVE`.
struct EffectList {
  let effects: [StatementEffect]

  var lines: [String] {
    let entries = effects.compactMap(Self.entry)
    let width = entries.map(\.statement.count).max() ?? 0
    return entries.map { entry in
      let padding = String(repeating: " ", count: width - entry.statement.count)
      return "\t\(entry.statement)\(padding)  \(entry.effect)"
    }
  }

  private static func entry(
    _ effect: StatementEffect
  ) -> (statement: String, effect: String)? {
    let locks = effect.locks.filter { $0.keepsWritersOut }
    guard !locks.isEmpty || !effect.rewrites.isEmpty else { return nil }
    let statement = effect.sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return (shortened(statement), ([rewrite(effect)] + words(locks, of: effect)).joined(", "))
  }

  private static func rewrite(_ effect: StatementEffect) -> String? {
    guard !effect.rewrites.isEmpty else { return nil }
    return effect.concernsOneTable
      ? "rewrites the table" : "rewrites \(listed(effect.rewrites.map(\.description)))"
  }

  /// Such as `SHARE ROW EXCLUSIVE on orders and users`.
  private static func words(_ locks: [TableLock], of effect: StatementEffect) -> [String] {
    let modes = Set(locks.map(\.mode)).sorted()
    return modes.map { mode in
      let tables = locks.filter { $0.mode == mode }.map(\.table.description)
      return effect.concernsOneTable ? mode : "\(mode) on \(listed(tables))"
    }
  }

  private static let longest = 60

  private static func shortened(_ statement: String) -> String {
    guard statement.count > longest else { return statement }
    let start = statement.prefix(longest)
    return "\(start[..<(start.lastIndex(of: " ") ?? start.endIndex)]) …"
  }
}

extension StatementEffect {
  /// Whether it is plain from the statement which table is meant: `ALTER TABLE users …`.
  fileprivate var concernsOneTable: Bool {
    let tables = Set(rewrites + locks.map(\.table))
    guard let table = tables.first, tables.count == 1 else { return false }
    let words = sql.split(whereSeparator: \.isWhitespace).prefix(4).map {
      $0.replacing("\"", with: "")
    }
    return words.dropFirst().first == "TABLE" && words.first != "CREATE"
      && words.contains { $0 == table.description }
  }
}

extension TableLock {
  /// Whether rows cannot be written while it is held.
  fileprivate var keepsWritersOut: Bool {
    ["SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"].contains(mode)
  }
}

extension [String?] {
  fileprivate func joined(_ separator: String) -> String {
    compactMap(\.self).joined(separator: separator)
  }
}
