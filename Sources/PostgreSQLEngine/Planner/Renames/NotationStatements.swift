internal import Engine
internal import SchemaModel

/// The statements after which the values of a type are written as they will be, though none of them
/// is another.
struct NotationStatements {
  private(set) var statements: [Statement] = []
  private(set) var reversal: [Statement] = []

  init(from base: Schema, to target: Schema, renames: [Rename]) {
    let members = renames.filter {
      $0.column != nil && base.renamableObject(named: $0.table) != nil
    }
    let renaming = RenameStatements(members, in: base, target: base)
    statements = renaming.statements
    let types = Dictionary(target.objects.map { ($0.reference, $0) }) { first, _ in first }
    for type in base.objects where type.kind == .compositeType && !base.hasTables(of: type) {
      let reference = type.renamed(by: renames).reference
      if let other = types[reference] {
        addAttributes(from: type.withColumnsRenamed(by: members), to: other)
      }
    }
    reversal += renaming.membersReversed
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

extension SchemaObject {
  fileprivate func renamed(by renames: [Rename]) -> SchemaObject {
    var object = self
    object.name = renames.first { $0.column == nil && $0.table == name }?.newName ?? name
    return object
  }

  fileprivate func withColumnsRenamed(by renames: [Rename]) -> SchemaObject {
    var object = self
    for place in columns.indices {
      let column = columns[place].name
      object.columns[place].name =
        renames.first { $0.table == name && $0.column == column }?.newName ?? column
    }
    return object
  }
}
