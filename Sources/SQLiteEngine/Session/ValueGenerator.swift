internal import SchemaModel

/// How bold the made-up values of a row are.
enum ValueStyle: CaseIterable {
  /// Some NULLs, where they are allowed, and values of other kinds than the column's type is for.
  case sparse
  /// A value in every column.
  case full
  /// Values that the table's CHECKs name.
  case fromChecks
  /// Small numbers.
  case small
  /// Only the columns that need a value.
  case minimal
}

/// The values of one made-up row.
struct ValueGenerator {
  let table: Table
  /// Counted from 1.
  let row: Int
  let style: ValueStyle
  /// For each foreign key of the table, the parent's key values.
  let parents: [[[SQLValue]]]

  func values() -> [(Name, SQLValue)] {
    let referring = parentValues()
    return table.columns.enumerated().compactMap { index, column in
      guard column.generation == nil else { return nil }
      if let value = referring[column.name] { return (column.name, value) }
      return value(of: column, at: index).map { (column.name, $0) }
    }
  }

  /// The columns that foreign keys fill: with a parent's key, or with NULL where there is none.
  private func parentValues() -> [Name: SQLValue] {
    var values: [Name: SQLValue] = [:]
    for (key, rows) in zip(table.foreignKeys, parents) where key.parent != table.name {
      let parent = rows.isEmpty ? nil : rows[(row - 1) % rows.count]
      for (position, column) in key.columns.enumerated() where values[column] == nil {
        values[column] = parent?[position] ?? .null
      }
    }
    return values
  }

  private func value(of column: Column, at index: Int) -> SQLValue? {
    if isSelfReference(column) { return column.isNullable ? .null : .integer(Int64(row)) }
    switch style {
    case .sparse where column.isNullable && !isKey(column) && (row + index) % 3 == 0: return .null
    case .minimal where column.isNullable || column.defaultValue != nil: return nil
    case .fromChecks:
      let named = valuesNamedInChecks(of: column)
      if !named.isEmpty { return named[(row - 1) % named.count] }
    case .sparse: if let value = foreignValue(of: column) { return value }
    default: break
    }
    return plainValue(of: column)
  }

  /// A value that a column can hold beside those of its type, and that would be stored otherwise in one
  /// of another affinity: <https://www.sqlite.org/datatype3.html#type_affinity>.
  ///
  /// Two rows of four hold it, since one of them may be NULL.
  private func foreignValue(of column: Column) -> SQLValue? {
    let type = column.type.key
    let isLater = row % 4 == 3 || row % 4 == 0
    if table.options.contains(.strict), type != "any" { return nil }
    switch Affinity(column.type) {
    case .numeric where table.options.contains(.strict), .blob:
      return isLater ? numberAsText : .integer(Int64(row))
    case .numeric where type.holds("date") || type.holds("timestamp"):
      return isLater ? .integer(Int64(row)) : nil
    case .real: return isLater ? .real(Double(row)) : nil
    case .integer, .numeric, .text: return nil
    }
  }

  /// Text that reads as a number, which a change of type would make of it.
  private var numberAsText: SQLValue { .text("00\(row)") }

  private func isKey(_ column: Column) -> Bool {
    table.primaryKey?.columns.contains { $0.name == column.name } ?? false
  }

  private func isSelfReference(_ column: Column) -> Bool {
    table.foreignKeys.contains { $0.parent == table.name && $0.columns.contains(column.name) }
  }

  private func plainValue(of column: Column) -> SQLValue {
    let type = column.type.key
    if style == .small, Affinity(column.type) != .text { return .integer(Int64(row % 2)) }
    if type.holds("bool") { return .integer(Int64(row % 2)) }
    if type.holds("datetime") || type.holds("timestamp") {
      return .text("2001-02-03 04:05:\(10 + row % 50).000000")
    }
    if type == "date" { return .text("2001-02-\(10 + row % 18)") }
    switch Affinity(column.type) {
    case .integer, .numeric: return .integer(Int64(row))
    case .real: return .real(Double(row) + 0.5)
    // Two rows of four, since one of them may be NULL.
    case .text where row % 4 == 3 || row % 4 == 0: return numberAsText
    case .text: return .text("\(column.name.spelling) \(row)")
    case .blob where type.holds("blob"): return .blob(Array("\(column.name) \(row)".utf8))
    case .blob: return .text("\(column.name.spelling) \(row)")
    }
  }

  /// Literals of the CHECKs that mention the column, the column's default among them.
  private func valuesNamedInChecks(of column: Column) -> [SQLValue] {
    var values: [SQLValue] = []
    for case .check(let check) in table.constraints.map(\.rule) {
      let tokens = Tokenizer.tokens(of: check.expression.spelling)
      guard tokens.contains(where: { $0.value.asciiLowercased() == column.name.key }) else {
        continue
      }
      values += tokens.compactMap(\.literalValue)
    }
    let defaults = column.defaultValue.map { Tokenizer.tokens(of: $0.spelling) } ?? []
    return values.isEmpty ? [] : values + defaults.compactMap(\.literalValue)
  }
}

extension Token {
  /// The value of a number or string.
  fileprivate var literalValue: SQLValue? {
    switch kind {
    case .string: stringValue.map(SQLValue.text)
    case .number: Int64(value).map(SQLValue.integer) ?? Double(value).map(SQLValue.real)
    default: nil
    }
  }
}
