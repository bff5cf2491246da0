/// How bold the made-up values of a row are.
enum RowStyle {
  /// Some NULLs, where they are allowed.
  case sparse
  /// A value in every column.
  case full
  /// Values that the table's conditions name, those at a place among them first.
  case fromConditions(Int)
  /// NULL in every other column that allows it.
  case alternating
  /// A value in only one of the columns that allow NULL.
  case lone
  /// Small numbers.
  case small
  /// Only the columns that need a value.
  case minimal

  static let all: [RowStyle] = [
    .sparse, .full, .fromConditions(0), .fromConditions(1), .fromConditions(2), .alternating,
    .lone, .small, .minimal,
  ]
}

/// Makes up one row of a table.
struct SampleRow {
  let table: SampleTable
  /// Counted from 1.
  let number: Int
  let style: RowStyle
  /// For each foreign key, the values that its parent has.
  let parents: [[[String?]]]

  /// The statement that puts the row in.
  var statement: String {
    let values = values()
    guard !values.isEmpty else { return "INSERT INTO \(table.name) DEFAULT VALUES" }
    let columns = values.map(\.column.quotedIdentifier).joined(separator: ", ")
    let literals = values.map { $0.value?.quotedLiteral ?? "NULL" }.joined(separator: ", ")
    return "INSERT INTO \(table.name) (\(columns)) VALUES (\(literals))"
  }

  private func values() -> [(column: String, value: String?)] {
    let referring = parentValues()
    var values: [(column: String, value: String?)] = []
    for (index, column) in table.columns.enumerated() {
      if let value = referring[column.name] {
        values.append((column.name, value))
      } else if let value = value(of: column, at: index) {
        values.append((column.name, value))
      }
    }
    return values
  }

  /// The columns that foreign keys fill: with a parent's key, or with NULL where there is none.
  private func parentValues() -> [String: String?] {
    var values: [String: String?] = [:]
    for (key, rows) in zip(table.keys, parents) where key.parent != table.id {
      let parent = rows.isEmpty ? nil : rows[(number - 1) % rows.count]
      for (position, column) in key.columns.enumerated() where values[column] == nil {
        values[column] = .some(parent?[position])
      }
    }
    return values
  }

  /// - Returns: `nil` where the column is left to the server, NULL as a value in it.
  private func value(of column: SampleColumn, at index: Int) -> String?? {
    if column.isNumbered { return nil }
    if let key = table.keys.first(where: {
      $0.parent == table.id && $0.columns.contains(column.name)
    }) {
      return .some(selfReference(of: column, by: key))
    }
    switch style {
    case .sparse where column.isNullable && (number + index) % 3 == 0: return .some(nil)
    case .alternating where column.isNullable && (number + index) % 2 == 0: return .some(nil)
    case .lone where column.isNullable && column.name != loneColumn: return .some(nil)
    case .minimal where column.isNullable || column.hasDefault: return nil
    case .fromConditions(let place):
      let named = candidates(for: column)
      if !named.isEmpty { return named[(number - 1 + place) % named.count] }
    case .small: return text(of: column, number: number % 2)
    default: break
    }
    return text(of: column, number: number)
  }

  private var loneColumn: String? {
    let columns = table.columns.filter(\.isNullable)
    return columns.isEmpty ? nil : columns[(number - 1) % columns.count].name
  }

  /// The row refers to itself where it must refer to one.
  private func selfReference(of column: SampleColumn, by key: SampleKey) -> String? {
    guard !column.isNullable, let position = key.columns.firstIndex(of: column.name),
      let parent = table.columns.first(where: { $0.name == key.parentColumns[position] })
    else { return nil }
    return text(of: parent, number: number)
  }

  private func text(of column: SampleColumn, number: Int) -> String {
    SampleValue.text(of: column.type, number: number, label: column.name)
  }

  private func candidates(for column: SampleColumn) -> [String] {
    let conditions =
      table.conditions.filter { $0.columns.contains(column.name) }.map(\.text)
      + column.type.conditions
    let named = conditions.flatMap {
      ConditionLiterals($0).candidates(for: column.type, number: number)
    }
    let defaults = column.defaultText.map {
      ConditionLiterals($0).candidates(for: column.type, number: number)
    }
    return named.isEmpty ? [] : named + (defaults ?? [])
  }
}
