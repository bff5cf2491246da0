package import SchemaModel

/// A table, a part of it, or an object that is no table, that came with some change.
package enum SchemaPart: Hashable, Sendable {
  case table
  case column(Column)
  case constraint(Constraint)
  case index(Index)
  case object(SchemaObject)
}

/// A part as it is called in one state of the schema.
struct PlacedPart: Hashable {
  /// For an object that hangs on no table, its own name.
  var table: Name
  var part: SchemaPart

  /// Whether a schema has it: a column or an object by its name, the rest by what it says, since
  /// engines make up names for it.
  func isPresent(in schema: Schema) -> Bool {
    if case .object(let object) = part {
      return schema.objects.contains {
        $0.kind == object.kind && $0.name == object.name && ($0.table ?? $0.name) == table
      }
    }
    guard let table = schema.table(named: table) else { return false }
    switch part {
    case .table: return true
    case .column(let column): return table.column(named: column.name) != nil
    case .constraint(let constraint):
      return table.constraints.contains { $0.rule == constraint.rule }
    case .index(let index): return table.indexes.contains { $0.isAlike(index) }
    case .object: return false
    }
  }

  /// The part as it was called before some renames.
  func before(_ renames: [Rename]) -> PlacedPart {
    let names = EarlierNames(renames)
    let columns = names.columns(of: table)
    var earlier = self
    earlier.table = names.table(table)
    switch part {
    case .table, .object: break
    case .column(var column):
      column.name = columns[column.name] ?? column.name
      earlier.part = .column(column)
    case .constraint(var constraint):
      constraint.rule = constraint.rule.before(names, columns)
      earlier.part = .constraint(constraint)
    case .index(var index):
      for position in index.elements.indices {
        let expression = index.elements[position].expression
        index.elements[position].expression = expression.replacing(columns) ?? expression
      }
      index.predicate = index.predicate.map { $0.replacing(columns) ?? $0 }
      index.definition = index.definition.map { $0.replacing(columns) ?? $0 }
      earlier.part = .index(index)
    }
    return earlier
  }
}

/// What things were called before some renames.
private struct EarlierNames {
  private let renames: [Rename]

  init(_ renames: [Rename]) { self.renames = renames }

  func table(_ name: Name) -> Name {
    renames.first { $0.column == nil && $0.newName == name }?.table ?? name
  }

  /// The earlier names of a table's columns, by the later ones.
  ///
  /// - Parameter table: the table's later name.
  func columns(of table: Name) -> [Name: Name] {
    let tables = [table, self.table(table)]
    let pairs = renames.compactMap { rename in
      rename.column.flatMap { tables.contains(rename.table) ? (rename.newName, $0) : nil }
    }
    return Dictionary(pairs) { $1 }
  }
}

extension Constraint.Rule {
  fileprivate func before(_ names: EarlierNames, _ columns: [Name: Name]) -> Constraint.Rule {
    switch self {
    case .primaryKey(var key):
      key.columns = key.columns.map { $0.before(columns) }
      return .primaryKey(key)
    case .unique(var unique):
      unique.columns = unique.columns.map { $0.before(columns) }
      return .unique(unique)
    case .exclusion: return self
    case .check(var check):
      check.expression = check.expression.replacing(columns) ?? check.expression
      return .check(check)
    case .foreignKey(var key):
      let parentColumns = names.columns(of: key.parent)
      key.columns = key.columns.map { columns[$0] ?? $0 }
      key.parentColumns = key.parentColumns.map { parentColumns[$0] ?? $0 }
      key.parent = names.table(key.parent)
      return .foreignKey(key)
    }
  }
}

extension KeyColumn {
  fileprivate func before(_ columns: [Name: Name]) -> KeyColumn {
    var earlier = self
    earlier.name = columns[name] ?? name
    return earlier
  }
}
