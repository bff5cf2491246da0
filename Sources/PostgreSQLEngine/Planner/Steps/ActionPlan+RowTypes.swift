internal import SchemaModel

/// Tables whose rows are values in columns of other tables: each table is a type too
/// (<https://www.postgresql.org/docs/current/rowtypes.html>).
///
/// The server does not write such a table again in place. It is recreated, and the values are
/// converted while the old table stands aside.
extension ActionPlan {
  /// Whether the values of a column are of a type, or are rows of a table, that is recreated.
  func holdsValues(of type: ElementID, _ column: ElementID) -> Bool {
    guard type.part != column.part else { return false }
    return type.part.kind.isType || holdsRows(of: type, column)
  }

  /// Whether a column or a type holds rows of a table that is recreated.
  func holdsRows(of table: ElementID, _ holder: ElementID) -> Bool {
    table.part.kind == .table && table.aspect == .existence
      && (holder.part.kind == .column && holder.part.table != table.part.name
        || holder.part.kind.isType)
      && isRebuilt(table.part.name)
  }

  /// The columns and types that hold rows of a table, before the plan.
  func keepers(ofRowsOf table: ElementID) -> [ElementID] {
    (dependents[table] ?? []).filter { id in
      id.aspect == .existence && id.part != table.part
        && (id.part.kind.isType
          || id.part.kind == .column && id.part.table != table.part.name)
    }
  }

  /// What is converted from rows of a table that stands aside to those of the new one.
  func converted(fromRowsOf table: ElementID) -> [ElementID] {
    guard table.part.kind == .table, table.aspect == .existence, isRebuilt(table.part.name) else {
      return []
    }
    return keepers(ofRowsOf: table).filter {
      retyped.contains($0) || isCopied($0) || isExchanged($0)
    }
  }

  /// The tables whose columns must be others before the server changes them, as it would write all
  /// their rows again.
  var tablesWhoseRowsAreKept: [ElementID] {
    let written = actions.keys.filter { id in
      id.part.kind == .column && id.aspect == .existence && (retyped.contains(id) || isFilled(id))
    }
    return Set(written.compactMap { $0.part.table.map(ElementID.table) })
      .filter { !keepers(ofRowsOf: $0).isEmpty }
  }

  /// Whether a column comes with values of its own to the rows that are there.
  private func isFilled(_ id: ElementID) -> Bool {
    guard self[id].isCreated, let column = target[id]?.column else { return false }
    return column.defaultValue != nil || column.generation != nil
      || column.attributes[.identity] != nil
  }
}
