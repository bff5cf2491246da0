internal import SchemaModel

/// Composite types whose values are converted attribute by attribute, and domains over them.
///
/// A record is written as text without the names of its attributes, so that it can only be read again
/// where they are the same ones in the same order.
extension ActionPlan {
  func isConvertedByAttribute(_ type: ElementID) -> Bool {
    guard isExchanged(type), let old = base[type]?.object, let new = target[type]?.object,
      old.kind == new.kind, [.compositeType, .domain].contains(new.kind)
    else { return false }
    if !typesConvertedByAttribute(in: type).isEmpty { return true }
    return new.kind == .compositeType && !CompositeExchange(from: old, to: new).isStaged
      && old.columns.map(\.name) != new.columns.map(\.name)
  }

  /// The types of which a column or a type has values, and that are converted so; the rows of tables
  /// that are recreated among them.
  func typesConvertedByAttribute(in holder: ElementID) -> [ElementID] {
    (base[holder]?.needs ?? []).filter {
      $0.part != holder.part && (isConvertedByAttribute($0) || holdsRows(of: $0, holder))
    }
  }
}
