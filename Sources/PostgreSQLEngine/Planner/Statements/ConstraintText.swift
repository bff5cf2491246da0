internal import SchemaModel

/// A constraint as it is declared.
struct ConstraintText {
  private let constraint: Constraint
  private let table: Table

  init(_ constraint: Constraint, of table: Table) {
    self.constraint = constraint
    self.table = table
  }

  static let notValid = " NOT VALID"

  private var definition: String {
    let text = constraint.definition?.spelling ?? ""
    if case .check = constraint.rule { return FaithfulText.of(text) }
    return isOfTableAlone ? String(text.dropLast(Self.notValid.count)) : text
  }

  /// Whether the constraint is a partitioned table's own, which not all partitions have.
  var isOfTableAlone: Bool {
    constraint.rule.isKey && constraint.definition?.spelling.hasSuffix(Self.notValid) ?? false
  }

  /// Whether partitions and children have the constraint too.
  var isInherited: Bool {
    let text = constraint.definition?.spelling ?? ""
    return ![" NO INHERIT", " NO INHERIT" + Self.notValid].contains { text.hasSuffix($0) }
  }

  /// With its name, whatever that is.
  var named: String {
    guard let name = constraint.name else { return definition }
    return "CONSTRAINT \(name.sql) \(definition)"
  }

  /// With its name, where the server would not choose it.
  var text: String { hasUsualName ? definition : named }

  /// The constraint as it is written with its only column; `nil` where it is not.
  var columnClause: (column: Name, text: String)? {
    let columns = constraint.rule.columns
    guard columns.count == 1, let column = columns.first, hasUsualName else { return nil }
    switch constraint.rule {
    case .primaryKey:
      return definition == "PRIMARY KEY (\(column.sql))" ? (column, "PRIMARY KEY") : nil
    case .unique: return definition == "UNIQUE (\(column.sql))" ? (column, "UNIQUE") : nil
    case .foreignKey:
      let prefix = "FOREIGN KEY (\(column.sql)) "
      return definition.hasPrefix(prefix)
        ? (column, String(definition.dropFirst(prefix.count))) : nil
    case .check, .exclusion: return nil
    }
  }

  /// What a partition calls the constraint that it has from its parent: keys have an index, whose
  /// name no other can have.
  ///
  /// - Parameter number: how many have that name before it.
  func nameInPartition(number: Int = 0) -> Name {
    switch constraint.rule {
    case .primaryKey, .unique: Name(exact: chosenName(number: number) ?? "")
    case .foreignKey, .check, .exclusion: constraint.name ?? Name(exact: "")
    }
  }

  /// Names that are cut are written: the server may cut those of others to the same.
  private var hasUsualName: Bool {
    chosenName().map {
      $0.utf8.count < ChosenName.limit && $0 == constraint.name?.spelling
    } ?? false
  }

  /// The name that the server chooses; `nil` where that is not easily told.
  private func chosenName(number: Int = 0) -> String? {
    let columns = constraint.rule.columns.map(\.spelling)
    switch constraint.rule {
    case .primaryKey: return chosenName(columns: [], label: "pkey", number)
    case .unique: return chosenName(columns: columns + includedColumns, label: "key", number)
    case .foreignKey: return chosenName(columns: columns, label: "fkey", number)
    case .check, .exclusion: return nil
    }
  }

  private func chosenName(columns: [String], label: String, _ number: Int) -> String {
    let label = number == 0 ? label : "\(label)\(number)"
    return ChosenName(table: table.name.spelling, columns: columns, label: label).spelling
  }

  private var includedColumns: [String] {
    let text = definition
    guard let list = text.firstRange(of: ") INCLUDE (") else { return [] }
    let inside = text[list.upperBound...]
    guard let end = SQLList.end(of: inside) else { return [] }
    return SQLList.elements(of: String(inside[..<end])).map { Name(unquoting: $0).spelling }
  }
}

extension Constraint {
  /// Whether a foreign key has a name that the server could choose, with a number where others had it
  /// before.
  func isNamedByServer(in table: Table) -> Bool {
    guard case .foreignKey(let key) = rule, let name = name?.spelling else { return false }
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.reversed()
    return [String(digits), ""].contains { number in
      ChosenName(
        table: table.name.spelling, columns: key.columns.map(\.spelling), label: "fkey\(number)"
      ).spelling == name
    }
  }
}
