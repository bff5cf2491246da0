internal import SchemaModel

extension Column {
  /// Whether the two are the same but for the name, or the name has only changed its case.
  ///
  /// - Parameter isCaseFree: whether the case of the name says enough.
  func isEvidently(_ other: Column, isCaseFree: Bool = true) -> Bool {
    if isCaseFree, name.isSpelledLike(other.name) { return true }
    var (column, renamed) = (comparable, other.comparable)
    column.name = renamed.name
    return column == renamed
  }

  /// A sequence of the column's own is called after the table and the column.
  fileprivate var comparable: Column {
    let call = "nextval("
    guard let value = defaultValue?.key, value.hasPrefix(call) else { return self }
    var column = self
    column.defaultValue = Expression(call, key: call)
    return column
  }
}

extension Table {
  /// Whether the two have the same columns; of tables whose names differ only in their case or
  /// namespace, whether they have most columns in common.
  func isEvidently(_ other: Table) -> Bool {
    if Set(columns.map(\.comparable)) == Set(other.columns.map(\.comparable)) { return true }
    guard name.isSpelledLike(other.name) else { return false }
    let names = Set(columns.map { $0.name.spelling.lowercased() })
    let others = Set(other.columns.map { $0.name.spelling.lowercased() })
    return names.intersection(others).count * 2 >= max(names.count, others.count)
  }

  /// The columns that only the case of their letters tells from those of another table.
  func casings(in other: Table) -> [(old: Name, new: Name)] {
    columns.filter { other.column(named: $0.name) == nil }.compactMap { column in
      let alike = other.columns.filter { new in
        new.name.isSpelledLike(column.name) && self.column(named: new.name) == nil
      }
      return alike.count == 1 ? (column.name, alike[0].name) : nil
    }
  }
}

extension SchemaObject {
  /// Whether the two are of one kind and the same but for the name, or only the namespace or the case of
  /// the name has changed; not of a sequence that goes with its column.
  func isEvidently(_ other: SchemaObject) -> Bool {
    guard kind == other.kind, attributes["owned by"] == nil, other.attributes["owned by"] == nil
    else { return false }
    if name.isSpelledLike(other.name) { return true }
    return hasColumns(of: other) && arguments == other.arguments
      && attributesWithoutName == other.attributesWithoutName
      && withoutName(definition.key) == other.withoutName(other.definition.key)
  }

  /// What the types of a view's columns are, its definition tells.
  private func hasColumns(of other: SchemaObject) -> Bool {
    kind == .compositeType
      ? columns == other.columns : columns.map(\.name) == other.columns.map(\.name)
  }

  /// What a routine's name tells beside the name alone; empty for other objects.
  private var arguments: Substring {
    kind.isRoutine ? name.spelling.drop { $0 != "(" } : ""
  }

  /// The server calls the conditions of a domain after it.
  private var attributesWithoutName: Attributes {
    Dictionary(attributes.map { (withoutName($0.key), withoutName($0.value)) }) { first, _ in first
    }
  }

  private func withoutName(_ text: String) -> String {
    let own = kind.isRoutine ? name.spelling.prefix { $0 != "(" } : name.spelling[...]
    let local = name.namespace.map { text.replacing("\($0).\(own)", with: own) }
    return (local ?? text).replacing(own, with: "")
  }
}

extension Name {
  /// Whether nothing but the case of letters, or the namespace, differs.
  func isSpelledLike(_ other: Name) -> Bool {
    spelling == other.spelling || spelling.lowercased() == other.spelling.lowercased()
  }
}
