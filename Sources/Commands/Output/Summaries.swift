internal import SchemaModel

extension Column {
  /// What the column is, as one would write it in SQL but in lower case.
  var summary: String { Self.text(of: features(attributes.keys.sorted())) }

  /// What changes, as `varchar(120) -> varchar(255)`.
  func summary(becoming other: Column) -> String {
    let keys = Set(attributes.keys).union(other.attributes.keys).sorted()
    let pairs = zip(features(keys), other.features(keys)).filter { $0.key != $1.key }
    return "\(Self.text(of: pairs.map(\.0))) -> \(Self.text(of: pairs.map(\.1)))"
  }

  /// What is there; what is not is said only where nothing else is left to say.
  private static func text(of features: [Feature]) -> String {
    let present = features.map(\.text).filter { !$0.isEmpty }
    return (present.isEmpty ? features.map(\.absence) : present).joined(separator: " ")
  }

  private struct Feature {
    let text: String
    let key: String
    /// What is said where there is none.
    let absence: String
  }

  /// - Parameter keys: the attributes that are told.
  private func features(_ keys: [String]) -> [Feature] {
    [
      Feature(text: type.spelling.lowercased(), key: type.key, absence: "no type"),
      Feature(
        text: isNullable ? "" : "not null" + (nullConflict.map { " on conflict \($0)" } ?? ""),
        key: "\(isNullable) \(nullConflict?.rawValue ?? "")", absence: "null"),
      Feature(
        text: defaultValue.map { "default \($0.spelling)" } ?? "", key: defaultValue?.key ?? "",
        absence: "no default"),
      Feature(
        text: collation.map { "collate \($0)" } ?? "", key: collation?.key ?? "",
        absence: "no collation"),
      Feature(
        text: generation.map { "as (\($0.expression.bare))\($0.isStored ? " stored" : "")" } ?? "",
        key: generation.map { "\($0.expression.key) \($0.isStored)" } ?? "",
        absence: "not generated"),
    ]
      + keys.map { key in
        Feature(
          text: attributes[key].map { Self.words(key, $0) } ?? "", key: attributes[key] ?? "",
          absence: key == "identity" ? "no \(key)" : "default \(key)")
      }
  }

  private static func words(_ key: String, _ value: String) -> String {
    switch (key, value) {
    case ("identity", _): "generated \(value) as identity"
    case ("identity sequence", _): "(\(value.lowercased()))"
    case ("inherited", "yes"): "inherited"
    case ("inherited", _): "inherited and local"
    default: "\(key) \(value)"
    }
  }
}

extension Constraint.Rule {
  var kindName: String {
    switch self {
    case .primaryKey: "primary key"
    case .unique: "unique"
    case .foreignKey: "foreign key"
    case .check: "check"
    case .exclusion: "exclude"
    }
  }

  var summary: String {
    switch self {
    case .primaryKey(let key):
      "(\(Self.list(key.columns)))" + (key.isAutoincrement ? " autoincrement" : "")
        + Self.conflict(key.onConflict)
    case .unique(let unique): "(\(Self.list(unique.columns)))" + Self.conflict(unique.onConflict)
    case .check(let check): "(\(check.expression.bare))"
    case .foreignKey(let key): key.summary
    case .exclusion: ""
    }
  }

  private static func list(_ columns: [KeyColumn]) -> String {
    columns.map { column in
      column.name.spelling + (column.collation.map { " collate \($0)" } ?? "")
        + (column.isDescending ? " desc" : "")
    }.joined(separator: ", ")
  }

  private static func conflict(_ action: ConflictAction?) -> String {
    action.map { " on conflict \($0.rawValue)" } ?? ""
  }
}

extension Constraint {
  /// What the constraint asks; where the rule cannot say it, the engine's own words.
  var summary: String {
    guard let definition = definition?.spelling else { return rule.summary }
    if rule == .exclusion { return definition }
    let extras = Self.extras.filter { hasExtra($0, definition) }.map { $0.lowercased() }
    return ([rule.summary] + extras).joined(separator: " ")
  }

  /// What the engine's words have and the rule has not.
  private static let extras = [
    "NULLS NOT DISTINCT", "MATCH FULL", "DEFERRABLE", "INITIALLY DEFERRED", "NO INHERIT",
    "NOT VALID",
  ]

  private func hasExtra(_ extra: String, _ definition: String) -> Bool {
    if case .foreignKey(let key) = rule, key.isDeferred, extra != "NOT VALID" {
      return extra == "MATCH FULL" && definition.contains(extra)
    }
    if case .check = rule { return definition.hasSuffix(extra) }
    return definition.contains(extra)
  }
}

extension Expression {
  /// The expression without parentheses round the whole of it.
  var bare: String {
    guard spelling.hasPrefix("("), spelling.hasSuffix(")") else { return spelling }
    var depth = 0
    var isQuoted = false
    for index in spelling.indices {
      switch spelling[index] {
      case "'": isQuoted.toggle()
      case "(" where !isQuoted: depth += 1
      case ")" where !isQuoted: depth -= 1
      default: break
      }
      if depth == 0 {
        let isWhole = spelling.index(after: index) == spelling.endIndex
        return isWhole ? String(spelling.dropFirst().dropLast()) : spelling
      }
    }
    return spelling
  }
}

extension ForeignKey {
  fileprivate var summary: String {
    let parentList = parentColumns.map(\.spelling).joined(separator: ", ")
    var text = "(\(columns.map(\.spelling).joined(separator: ", "))) -> \(parent)"
    if !parentColumns.isEmpty { text += " (\(parentList))" }
    if onDelete != .noAction { text += " on delete \(onDelete.rawValue)" }
    if onUpdate != .noAction { text += " on update \(onUpdate.rawValue)" }
    return text + (isDeferred ? " deferred" : "")
  }
}

extension Index {
  var kindName: String { isUnique ? "unique index" : "index" }

  var summary: String {
    ([definition?.indexed ?? elementList] + attributes.sorted { $0.key < $1.key }.map(Self.words))
      .joined(separator: " ")
  }

  private var elementList: String {
    let list = elements.map { element in
      element.expression.spelling
        + (element.collation.map { $0.key == "binary" ? "" : " collate \($0)" } ?? "")
        + (element.isDescending ? " desc" : "")
    }.joined(separator: ", ")
    return "(\(list))" + (predicate.map { " where \($0)" } ?? "")
  }

  private static func words(_ key: String, _ value: String) -> String {
    value == "yes" ? key : "\(key) \(value)"
  }
}

extension Expression {
  /// What an index declaration says after the table: `(email) where (email IS NOT NULL)`.
  fileprivate var indexed: String? {
    guard let using = spelling.firstRange(of: " USING ") else { return nil }
    let rest = spelling[using.upperBound...]
    let text = rest.hasPrefix("btree ") ? String(rest.dropFirst(6)) : "using \(rest)"
    return text.replacing(") WHERE ", with: ") where ")
      .replacing(") INCLUDE (", with: ") include (")
  }
}
