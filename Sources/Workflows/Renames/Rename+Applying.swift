internal import SchemaModel

extension Rename {
  /// Whether the old name is there and the new one is not.
  func applies(to schema: Schema) -> Bool {
    isOldThere(in: schema) && !isNewThere(in: schema)
  }

  func isOldThere(in schema: Schema) -> Bool { schema.has(column, of: table) }

  fileprivate func isNewThere(in schema: Schema) -> Bool {
    column == nil ? schema.has(nil, of: newName) : schema.has(newName, of: table)
  }

  /// Whether the rename takes away a name that another gives.
  fileprivate func frees(_ newName: Name, of other: Rename) -> Bool {
    guard let column else { return other.column == nil && table == newName }
    return other.column != nil && other.table == table && column == newName
  }

  /// Whether what was renamed is there under its new name, in whatever table.
  func isComplete(in schema: Schema) -> Bool {
    column == nil
      ? schema.table(named: newName) != nil
      : schema.tables.contains { $0.column(named: newName) != nil }
        || schema.objects.contains { $0.labels.contains(newName.spelling) }
  }
}

extension [Rename] {
  /// Those whose old name is there, and whose new name is free or becomes so by another of them, as
  /// where names are exchanged.
  func applying(to schema: Schema) -> [Rename] {
    var rest = filter { $0.isOldThere(in: schema) }
    while true {
      let free = rest.filter { rename in
        !rename.isNewThere(in: schema)
          || rest.contains { $0 != rename && $0.frees(rename.newName, of: rename) }
      }
      guard free.count < rest.count else { return rest }
      rest = free
    }
  }
}

extension Schema {
  /// Whether there is a table, or a column or label of what is called so.
  func has(_ member: Name?, of name: Name) -> Bool {
    guard let member else { return table(named: name) != nil }
    return table(named: name)?.column(named: member) != nil
      || enumeration(named: name)?.labels.contains(member.spelling) ?? false
  }
}
