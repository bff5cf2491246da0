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

  /// The server calls the conditions of a domain after it, with more words behind the name.
  private var attributesWithoutName: Attributes {
    guard kind == .domain else { return attributes }
    let pairs = attributes.map { key, value in
      (key.replacing("constraint \(name.spelling)_", with: "constraint _"), value)
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// The words of a text, and the marks between them, without the object's own name.
  private func withoutName(_ text: String) -> [Substring] {
    let own = kind.isRoutine ? name.spelling.prefix { $0 != "(" } : name.spelling[...]
    let path = (name.namespace.map { [$0[...], "."] } ?? []) + [own]
    var parts = text.wordsAndMarks[...]
    var result: [Substring] = []
    while let part = parts.first {
      let length = parts.starts(with: path) ? path.count : part == own ? 1 : 0
      parts = parts.dropFirst(max(length, 1))
      if length == 0 { result.append(part) }
    }
    return result
  }
}

extension SchemaObject {
  /// A routine's name before the types of its arguments got other names; that of any other object as it
  /// is.
  func name(before renames: [Rename]) -> Name {
    guard kind.isRoutine, let open = name.spelling.firstIndex(of: "(") else { return name }
    let types = name.spelling[open...].dropFirst().dropLast().split(separator: ", ")
    let former = types.map { type in
      let element = type.prefix { $0 != "[" }
      let rename = renames.first { $0.column == nil && $0.newName.description == element }
      return (rename?.table.description ?? String(element)) + type[element.endIndex...]
    }
    let spelling = name.spelling[..<open] + "(" + former.joined(separator: ", ") + ")"
    return Name(exact: String(spelling), in: name.namespace)
  }
}

extension Name {
  /// Whether nothing but the case of letters, or the namespace, differs.
  func isSpelledLike(_ other: Name) -> Bool {
    spelling == other.spelling || spelling.lowercased() == other.spelling.lowercased()
  }
}

extension String {
  /// Names, numbers and the like, and each other character by itself.
  fileprivate var wordsAndMarks: [Substring] {
    var parts: [Substring] = []
    var rest = self[...]
    while let first = rest.first {
      let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
      let part = word.isEmpty ? rest.prefix(1) : word
      if !first.isWhitespace { parts.append(part) }
      rest = rest[part.endIndex...]
    }
    return parts
  }
}
