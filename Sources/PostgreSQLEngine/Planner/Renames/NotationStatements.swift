internal import Engine
internal import SchemaModel

/// The statements after which the values of a type are written as they will be, though none of them
/// is another.
struct NotationStatements {
  private(set) var statements: [Statement] = []
  private(set) var reversal: [Statement] = []

  init(from base: Schema, to target: Schema, renames: [Rename]) {
    let labels = renames.filter { base.enumeration(named: $0.table) != nil }
    let back = labels.map { $0.reversed(among: labels) }
    statements = RenameStatements(labels, in: base, target: base).statements
    reversal =
      labels.isEmpty ? [] : RenameStatements(back, in: target, target: target).statements
    let types = Dictionary(target.objects.map { ($0.reference, $0) }) { first, _ in first }
    for type in base.objects where type.kind == .compositeType && !base.hasTables(of: type) {
      if let other = types[type.reference] { addAttributes(from: type, to: other) }
    }
  }

  /// What comes has no values yet, so that one type serves for all.
  private mutating func addAttributes(from old: SchemaObject, to new: SchemaObject) {
    for column in new.columns where !old.columns.contains(where: { $0.name == column.name }) {
      let type = "ALTER TYPE \(old.name.typeSQL)"
      statements.append(Statement("\(type) ADD ATTRIBUTE \(column.name.sql) text"))
      reversal.append(Statement("\(type) DROP ATTRIBUTE \(column.name.sql)"))
    }
  }
}

extension Schema {
  fileprivate func hasTables(of type: SchemaObject) -> Bool {
    tables.contains { [type.name.sql, type.name.typeSQL].contains($0.attributes[.ofType]) }
  }
}
