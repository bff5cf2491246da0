internal import Engine
internal import SchemaModel

/// Columns whose numbers come from another sequence than before, which goes on where the old one
/// stood: a number that a row had which is gone is not given out again.
struct Successions {
  /// By column.
  private let successions: [ElementID: Succession]

  init(_ actions: ActionPlan) {
    successions = actions.target.elements.values.reduce(into: [:]) { result, element in
      if case .column(_, let table) = element.content, table.holdsRows {
        result[element.id] = Succession(of: element.id, actions)
      }
    }
  }

  func into(_ column: ElementID) -> Succession? { successions[column] }

  /// Whether a sequence gives several columns their numbers, and goes on from the one that is ahead.
  func isShared(_ sequence: ElementID) -> Bool {
    successions.values.count { $0.new.element == sequence } > 1
  }

  /// The succession from a sequence that is kept aside until the new one has its state.
  func from(_ sequence: ElementID) -> Succession? {
    successions.values.filter { $0.keepsAside && $0.old.element == sequence }
      .min { $0.column < $1.column }
  }

  /// What is kept aside, each with the steps that it is kept for.
  var displaced: [ElementID: [Step]] {
    successions.values.filter(\.keepsAside).reduce(into: [:]) { result, succession in
      result[succession.old.element, default: []].append(succession.taking)
    }
  }
}

/// A sequence that gives a column its numbers in the place of another.
struct Succession {
  let column: ElementID
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
  init?(of column: ElementID, _ actions: ActionPlan) {
    guard let old = Numbering(of: column, in: actions.base),
      let new = Numbering(of: column, in: actions.target), let table = column.part.table,
      actions.base[column]?.column?.isInherited == false,
      actions.target[column]?.column?.isInherited == false,
      old.range.isDescending == new.range.isDescending, !new.range.isApart(from: old.range)
    else { return nil }
    let isRebuilt = actions.isRebuilt(table)
    guard Self.isCreated(new, actions, isRebuilt) else { return nil }
    self.column = column
    self.old = old
    self.new = new
    let goes = actions[old.element].isDropped
    let owner = old.owner(in: actions.base)
    if goes, let owner, owner != column, actions[owner].isDropped { return nil }
    if isRebuilt, goes, owner == column {
      // It stands aside with the table.
      let aside = Aside.schema(of: table)
      (source, keepsAside) = (Name(exact: old.name.spelling, in: aside.spelling), false)
    } else if isRebuilt || !goes {
      (source, keepsAside) = (old.name, false)
    } else {
      (source, keepsAside) = (Aside.name(ofSequence: old.name), true)
    }
    taking = isRebuilt ? .copyRows(.table(table)) : Self.taking(of: new, column, actions)
  }

  private static func isCreated(_ new: Numbering, _ actions: ActionPlan, _ isRebuilt: Bool) -> Bool
  {
    if case .identity = new, isRebuilt { return true }
    return actions[new.element].isCreated
  }

  private static func taking(of new: Numbering, _ column: ElementID, _ actions: ActionPlan) -> Step
  {
    if case .identity = new { return .create(new.element) }
    let value = ElementID(ObjectReference(.columnDefault, column.part.name, of: column.part.table))
    return actions[value].isCreated ? .create(value) : .alter(value)
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

  /// Gives the new sequence the state of the old one; of one that has never been used, that after the
  /// last number which rows have from elsewhere.
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
        FROM \(source.sql) AS old, \
      LATERAL (SELECT \(number) AS number FROM \(table.name.sql) WHERE NOT old.is_called) AS numbered\
      \(isShared ? ", \(new.name.sql) AS own" : "")
      """)
  }

  var finish: Statement { Statement("DROP SEQUENCE \(source.sql)") }
}
