internal import SchemaModel

/// New columns that can be written as `serial`: with a new sequence that is just what that makes.
struct Serials {
  /// The sequence of each column.
  private(set) var columns: [ElementID: ElementID] = [:]
  private var sequences: [ElementID: ElementID] = [:]

  init(_ actions: ActionPlan) {
    for element in actions.target.elements.values {
      guard let sequence = element.object, sequence.kind == .sequence,
        actions[element.id] == .create,
        let ownership = actions.target[element.id.with(.ownership)],
        let column = ownership.needs.first(where: { $0 != element.id }), actions[column].isCreated,
        actions[column.with(.notNull)].isCreated, isUsual(sequence, of: column, actions)
      else { continue }
      columns[column] = element.id
      sequences[element.id] = column
    }
  }

  func column(of sequence: ElementID) -> ElementID? { sequences[sequence] }

  private func isUsual(_ sequence: SchemaObject, of id: ElementID, _ actions: ActionPlan) -> Bool {
    guard let element = actions.target[id], let column = element.column, let table = element.table,
      let type = Self.sequenceType(of: column),
      sequence.name == table.name.sibling("\(table.name.spelling)_\(column.name.spelling)_seq"),
      sequence.name.spelling.utf8.count < 64,
      column.defaultValue?.spelling == "nextval(\(sequence.name.sql.sqlLiteral)::regclass)",
      !column.isInherited
    else { return false }
    return sequence.attributes.without(.ownedBy, .persistence)
      == (type == "bigint" ? [:] : ["type": type])
      && sequence.attributes[.persistence] == table.attributes[.persistence]
  }

  private static func sequenceType(of column: Column) -> String? {
    ["smallint", "integer", "bigint"].contains(column.type.spelling) ? column.type.spelling : nil
  }

  /// The name of the pseudo-type for a column.
  static func keyword(for column: Column) -> String {
    switch column.type.spelling {
    case "smallint": "smallserial"
    case "bigint": "bigserial"
    default: "serial"
    }
  }
}
