internal import Engine
internal import SchemaModel

/// What a proof has seen statements do to tables that were there, for those that make writers wait:
/// `ALTER TABLE users ALTER COLUMN id TYPE bigint  rewrites the table, ACCESS EXCLUSIVE`.
struct EffectList {
  let effects: [StatementEffect]

  var lines: [String] {
    var held: [Name: String] = [:]
    let entries = effects.compactMap { effect in
      for lock in effect.locks { held[lock.table] = lock.mode }
      return Self.entry(effect, held)
    }
    let width = entries.map(\.statement.count).max() ?? 0
    return entries.map { entry in
      let padding = String(repeating: " ", count: width - entry.statement.count)
      return "\t\(entry.statement)\(padding)  \(entry.effect)"
    }
  }

  /// - Parameter held: the locks that the transaction has, also from statements before.
  private static func entry(
    _ effect: StatementEffect, _ held: [Name: String]
  ) -> (statement: String, effect: String)? {
    let rewriting = effect.rewrites.map { TableLock(table: $0, mode: held[$0] ?? "") }
    let others = effect.locks.filter { $0.keepsWritersOut && !effect.rewrites.contains($0.table) }
    guard !rewriting.isEmpty || !others.isEmpty else { return nil }
    let statement = effect.sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let rewrite: [String] =
      rewriting.isEmpty
      ? []
      : effect.concernsOneTable
        ? ["rewrites the table"] : ["rewrites \(listed(effect.rewrites.map(\.description)))"]
    let words = rewrite + modes(rewriting + others, of: effect)
    return (shortened(statement), words.joined(separator: ", "))
  }

  /// Such as `SHARE ROW EXCLUSIVE on orders and users`.
  private static func modes(_ locks: [TableLock], of effect: StatementEffect) -> [String] {
    Set(locks.map(\.mode)).subtracting([""]).sorted().map { mode in
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
