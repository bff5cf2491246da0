internal import SchemaModel

/// New columns that can be written as `serial`: with a new sequence that is just what that makes.
struct Serials {
  /// The sequence of each column.
  private(set) var columns: [FactID: FactID] = [:]
  private var sequences: [FactID: FactID] = [:]

  init(_ fates: Fates) {
    for fact in fates.target.facts.values {
      guard let sequence = fact.object, sequence.kind == .sequence, fates[fact.id] == .make,
        let ownership = fates.target[fact.id.with(.ownership)],
        let column = ownership.needs.first(where: { $0 != fact.id }), fates[column].isMade,
        fates[column.with(.notNull)].isMade, isUsual(sequence, of: column, fates)
      else { continue }
      columns[column] = fact.id
      sequences[fact.id] = column
    }
  }

  func column(of sequence: FactID) -> FactID? { sequences[sequence] }

  private func isUsual(_ sequence: SchemaObject, of id: FactID, _ fates: Fates) -> Bool {
    guard let fact = fates.target[id], let column = fact.column, let table = fact.table,
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
