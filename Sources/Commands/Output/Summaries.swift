internal import SchemaModel

extension Column {
  /// What the column is, as one would write it in SQL but in lower case.
  var summary: String { attributes.map(\.text).filter { !$0.isEmpty }.joined(separator: " ") }

  /// What changes, as `varchar(120) -> varchar(255)`.
  func summary(becoming other: Column) -> String {
    let pairs = zip(attributes, other.attributes).filter { $0.key != $1.key }
    return "\(Self.text(of: pairs.map(\.0))) -> \(Self.text(of: pairs.map(\.1)))"
  }

  /// What is there; what is not is said only where nothing else is left to say.
  private static func text(of attributes: [Attribute]) -> String {
    let present = attributes.map(\.text).filter { !$0.isEmpty }
    return (present.isEmpty ? attributes.map(\.absence) : present).joined(separator: " ")
  }

  private struct Attribute {
    let text: String
    let key: String
    /// What is said where there is none.
    let absence: String
  }

  private var attributes: [Attribute] {
    [
      Attribute(text: type.spelling.lowercased(), key: type.key, absence: "no type"),
      Attribute(
        text: isNullable ? "" : "not null" + (nullConflict.map { " on conflict \($0)" } ?? ""),
        key: "\(isNullable) \(nullConflict?.rawValue ?? "")", absence: "null"),
      Attribute(
        text: defaultValue.map { "default \($0.spelling)" } ?? "", key: defaultValue?.key ?? "",
        absence: "no default"),
      Attribute(
        text: collation.map { "collate \($0)" } ?? "", key: collation?.key ?? "",
        absence: "no collation"),
      Attribute(
        text: generation.map { "as (\($0.expression))\($0.isStored ? " stored" : "")" } ?? "",
        key: generation.map { "\($0.expression.key) \($0.isStored)" } ?? "",
        absence: "not generated"),
    ]
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
    case .check(let check): "(\(check.expression))"
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
    rule == .exclusion ? definition?.spelling ?? "" : rule.summary
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
    let list = elements.map { element in
      element.expression.spelling
        + (element.collation.map { $0.key == "binary" ? "" : " collate \($0)" } ?? "")
        + (element.isDescending ? " desc" : "")
    }.joined(separator: ", ")
    return "(\(list))" + (predicate.map { " where \($0)" } ?? "")
  }
}
