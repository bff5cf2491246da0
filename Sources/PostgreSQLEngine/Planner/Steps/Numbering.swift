internal import SchemaModel

/// The sequence from which the rows of a column get their numbers.
enum Numbering {
  case identity(Column, of: Table)
  /// The one that the column's default calls, whether it belongs to the column or not.
  case sequence(SchemaObject)

  init?(of column: FactID, in inventory: Inventory) {
    guard let fact = inventory[column], let content = fact.column, let table = fact.table else {
      return nil
    }
    if content.attributes[.identity] != nil {
      self = .identity(content, of: table)
      return
    }
    let value = inventory[.columnDefault(content.name, of: table.name)]
    let sequences = (value?.needs ?? []).sorted().compactMap { inventory[$0]?.object }
    guard let sequence = sequences.first(where: { $0.kind == .sequence }) else { return nil }
    self = .sequence(sequence)
  }

  /// The fact that there is the sequence.
  var fact: FactID {
    switch self {
    case .identity(let column, let table):
      FactID.column(column.name, of: table.name).with(.identity)
    case .sequence(let sequence): FactID(sequence.reference)
    }
  }

  var name: Name {
    switch self {
    case .identity(let column, let table): column.identitySequence(in: table.name)
    case .sequence(let sequence): sequence.name
    }
  }

  /// The column that the sequence goes with; `nil` for one that belongs to none.
  func owner(in inventory: Inventory) -> FactID? {
    switch self {
    case .identity(let column, let table): .column(column.name, of: table.name)
    case .sequence: inventory[fact.with(.ownership)]?.needs.first { $0 != fact }
    }
  }

  var range: SequenceRange {
    switch self {
    case .identity(let column, _): column.identityRange
    case .sequence(let sequence): sequence.sequenceRange
    }
  }
}
