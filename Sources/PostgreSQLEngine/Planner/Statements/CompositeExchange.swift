internal import Engine
internal import SchemaModel

/// A composite type that takes the place of another, whose values are written and read again.
///
/// They are read as they were written: with the attributes that there were. Others come and go when
/// all values have been read, without a look at any of them.
struct CompositeExchange {
  let from: SchemaObject
  let to: SchemaObject

  /// Whether attributes come or go, and those that stay come first and keep their order.
  var isStaged: Bool {
    guard from.kind == .compositeType, to.kind == .compositeType else { return false }
    let kept = from.columns.map(\.name).filter { name in to.columns.contains { $0.name == name } }
    return !kept.isEmpty && Array(to.columns.map(\.name).prefix(kept.count)) == kept
      && (from.columns.count > kept.count || to.columns.count > kept.count)
  }

  var creation: String {
    guard isStaged else { return to.declaration }
    let attributes = from.columns.map { attribute in
      let column = to.columns.first { $0.name == attribute.name } ?? attribute
      return "\(column.name.sql) \(column.typeAndCollation)"
    }
    return "CREATE TYPE \(to.name.typeSQL) AS (\(attributes.joined(separator: ", ")))"
  }

  var completion: [Statement] {
    guard isStaged else { return [] }
    var staged = to
    staged.columns = from.columns.map { attribute in
      to.columns.first { $0.name == attribute.name } ?? attribute
    }
    return ObjectChange(from: staged, to: to).statements()
  }
}
