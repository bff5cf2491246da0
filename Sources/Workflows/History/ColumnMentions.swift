internal import SchemaModel

extension Constraint.Rule {
  /// The table's own columns that a key is made of; none for a condition.
  var columns: [Name] {
    switch self {
    case .primaryKey(let key): key.columns.map(\.name)
    case .unique(let unique): unique.columns.map(\.name)
    case .foreignKey(let key): key.columns
    case .check, .exclusion: []
    }
  }

  /// Whether a column has a part in the constraint.
  func mentions(_ column: Name) -> Bool {
    if case .check(let check) = self { return check.expression.mentions(column) }
    return columns.contains(column)
  }
}

extension Index {
  /// Whether a column has a part in the index.
  func mentions(_ column: Name) -> Bool {
    elements.contains { $0.expression.mentions(column) } || predicate?.mentions(column) ?? false
  }

  /// Whether two indexes differ in nothing but the name.
  func isAlike(_ other: Index) -> Bool {
    var renamed = other
    renamed.name = name
    renamed.definition = definition
    return self == renamed && definition?.afterTable == other.definition?.afterTable
  }
}

extension Expression {
  /// What a printed index says after its own and its table's name.
  fileprivate var afterTable: Substring {
    key.firstRange(of: " USING ").map { key[$0.lowerBound...] } ?? key[...]
  }
}

extension Expression {
  /// Whether a name is among the words of the expression.
  func mentions(_ name: Name) -> Bool { replacing([name: name]) != nil }

  /// The expression with other names in place of some words; `nil` where none of them is there.
  func replacing(_ names: [Name: Name]) -> Expression? {
    let words = Dictionary(names.map { ($0.key.key, $0.value.key) }) { $1 }
    var isChanged = false
    var text = ""
    var word = ""
    for character in key + " " {
      if character.isLetter || character.isNumber || character == "_" || character == "$" {
        word.append(character)
        continue
      }
      isChanged = isChanged || words[word] != nil
      text += (words[word] ?? word) + String(character)
      word = ""
    }
    return isChanged ? Expression(spelling, key: String(text.dropLast())) : nil
  }
}
