internal import Engine
internal import SchemaModel

/// Columns whose numbers come from another sequence than before, which goes on where the old one
/// stood: a number that a row had which is gone is not given out again.
struct Successions {
  /// By column.
  private let successions: [FactID: Succession]

  init(_ fates: Fates) {
    successions = fates.target.facts.values.reduce(into: [:]) { result, fact in
      if case .column(_, let table) = fact.content, table.holdsRows {
        result[fact.id] = Succession(of: fact.id, fates)
      }
    }
  }

  func into(_ column: FactID) -> Succession? { successions[column] }

  /// Whether a sequence gives several columns their numbers, and goes on from the one that is ahead.
  func isShared(_ sequence: FactID) -> Bool {
    successions.values.count { $0.new.fact == sequence } > 1
  }

  /// The succession from a sequence that is kept aside until the new one has its state.
  func from(_ sequence: FactID) -> Succession? {
    successions.values.filter { $0.keepsAside && $0.old.fact == sequence }
      .min { $0.column < $1.column }
  }

  /// What is kept aside, each with the steps that it is kept for.
  var asides: [FactID: [Step]] {
    successions.values.filter(\.keepsAside).reduce(into: [:]) { result, succession in
      result[succession.old.fact, default: []].append(succession.taking)
    }
  }
}

/// A sequence that gives a column its numbers in the place of another.
struct Succession {
  let column: FactID
  let old: Numbering
  let new: Numbering
  /// Where the state of the old one can be read when there is the new one.
  let source: Name
  /// Whether the old one is renamed or copied for that time.
  let keepsAside: Bool
  /// The step that gives the new one its state.
  let taking: Step

  /// - Returns: `nil` where the column has no new sequence, or the numbers of the old one are not
  ///   among those of the new.
  init?(of column: FactID, _ fates: Fates) {
    guard let old = Numbering(of: column, in: fates.base),
      let new = Numbering(of: column, in: fates.target), let table = column.part.table,
      fates.base[column]?.column?.isInherited == false,
      fates.target[column]?.column?.isInherited == false,
      old.range.isDescending == new.range.isDescending, !new.range.isApart(from: old.range)
    else { return nil }
    let isRebuilt = fates.isRebuilt(table)
    guard Self.isMade(new, fates, isRebuilt) else { return nil }
    self.column = column
    self.old = old
    self.new = new
    let goes = fates[old.fact].isRemoved
    let owner = old.owner(in: fates.base)
    if goes, let owner, owner != column, fates[owner].isRemoved { return nil }
    if isRebuilt, goes, owner == column {
      // It stands aside with the table.
      let aside = Aside.schema(of: table)
      (source, keepsAside) = (Name(exact: old.name.spelling, in: aside.spelling), false)
    } else if isRebuilt || !goes {
      (source, keepsAside) = (old.name, false)
    } else {
      (source, keepsAside) = (Aside.name(ofSequence: old.name), true)
    }
    taking = isRebuilt ? .fill(.table(table)) : Self.taking(of: new, column, fates)
  }

  private static func isMade(_ new: Numbering, _ fates: Fates, _ isRebuilt: Bool) -> Bool {
    if case .identity = new, isRebuilt { return true }
    return fates[new.fact].isMade
  }

  private static func taking(of new: Numbering, _ column: FactID, _ fates: Fates) -> Step {
    if case .identity = new { return .make(new.fact) }
    let value = FactID(ObjectReference(.columnDefault, column.part.name, of: column.part.table))
    return fates[value].isMade ? .make(value) : .change(value)
  }

  // MARK: Statements

  /// What keeps the state of the old sequence, which would be gone with it.
  var keeping: [Statement] {
    if case .sequence(let sequence) = old {
      // The server knows one sequence for each column.
      let release = sequence.attributes[.ownedBy].map { _ in
        Statement("ALTER SEQUENCE \(old.name.sql) OWNED BY NONE")
      }
      return [release].compactMap(\.self) + [
        Statement("ALTER SEQUENCE \(old.name.sql) RENAME TO \(source.identifier)")
      ]
    }
    let bound = old.range.minimum < 1 ? " MINVALUE \(Int.min) START WITH 1" : ""
    return [
      Statement("CREATE SEQUENCE \(source.sql)\(bound)"),
      Statement(
        "SELECT setval(\(source.sql.sqlLiteral), last_value, is_called) FROM \(old.name.sql)"),
    ]
  }

  /// Gives the new sequence the state of the old one, or that after the last number which rows have
  /// from elsewhere.
  ///
  /// - Parameter isShared: whether the new sequence may be further already.
  func continuation(
    of sequence: String, _ column: Column, _ table: Table, isShared: Bool
  ) -> Statement {
    guard TypeName(column.type).family == .number else {
      return Statement("SELECT setval(\(sequence), last_value, is_called) FROM \(source.sql)")
    }
    let isDescending = new.range.isDescending
    let last = "\(isDescending ? "min" : "max")(\(column.name.sql))"
    let isInteger = ["smallint", "integer", "bigint"].contains(column.type.spelling)
    let number = isInteger ? last : "\(isDescending ? "floor" : "ceil")(\(last))::bigint"
    let own = isShared ? ["own.last_value"] : []
    let states = (["old.last_value", "number"] + own).joined(separator: ", ")
    return Statement(
      """
      SELECT setval(\(sequence), \(isDescending ? "least" : "greatest")(\(states)), \
      old.is_called OR \(isShared ? "own.is_called OR " : "")\
      coalesce(number \(isDescending ? "<=" : ">=") old.last_value, false))
        FROM \(source.sql) AS old, (SELECT \(number) AS number FROM \(table.name.sql)) AS numbered\
      \(isShared ? ", \(new.name.sql) AS own" : "")
      """)
  }

  var finish: Statement { Statement("DROP SEQUENCE \(source.sql)") }
}
