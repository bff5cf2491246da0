internal import SchemaModel

/// The sequence from which the rows of a column get their numbers.
enum Numbering {
  case identity(Column, of: Table)
  /// The one that the column's default calls, whether it belongs to the column or not.
  case sequence(SchemaObject)

  init?(of column: ElementID, in graph: DependencyGraph) {
    guard let element = graph[column], let content = element.column, let table = element.table
    else {
      return nil
    }
    if content.attributes[.identity] != nil {
      self = .identity(content, of: table)
      return
    }
    let value = graph[.columnDefault(content.name, of: table.name)]
    let sequences = (value?.needs ?? []).sorted().compactMap { graph[$0]?.object }
    guard let sequence = sequences.first(where: { $0.kind == .sequence }) else { return nil }
    self = .sequence(sequence)
  }

  /// The element that there is the sequence.
  var element: ElementID {
    switch self {
    case .identity(let column, let table):
      ElementID.column(column.name, of: table.name).with(.identity)
    case .sequence(let sequence): ElementID(sequence.reference)
    }
  }

  var name: Name {
    switch self {
    case .identity(let column, let table): column.identitySequence(in: table.name)
    case .sequence(let sequence): sequence.name
    }
  }

  /// The column that the sequence goes with; `nil` for one that belongs to none.
  func owner(in graph: DependencyGraph) -> ElementID? {
    switch self {
    case .identity(let column, let table): .column(column.name, of: table.name)
    case .sequence: graph[element.with(.ownership)]?.needs.first { $0 != element }
    }
  }

  var range: SequenceRange {
    switch self {
    case .identity(let column, _): column.identityRange
    case .sequence(let sequence): sequence.sequenceRange
    }
  }
}
