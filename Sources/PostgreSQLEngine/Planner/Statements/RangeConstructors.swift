internal import Engine
internal import SchemaModel

/// What comes with a range type: its multirange, and the functions that make values of both
/// (<https://www.postgresql.org/docs/current/rangetypes.html>).
struct RangeConstructors {
  private let type: SchemaObject

  init(_ type: SchemaObject) { self.type = type }

  /// What follows the type when it is renamed to make room for its new definition: the server
  /// renames nothing else.
  var displacements: [Statement] {
    guard type.kind == .rangeType, let subtype = clause("SUBTYPE") else { return [] }
    let aside = Aside.name(of: type).sql
    let functions = [[subtype, subtype], [subtype, subtype, "text"]].map { displace(type.name, $0) }
    guard let multirange else { return functions }
    return [
      Statement(
        "ALTER TYPE \(multirange.typeSQL) RENAME TO \(Aside.name(of: multirange).identifier)")
    ] + functions + [[], [aside], ["\(aside)[]"]].map { displace(multirange, $0) }
  }

  private func displace(_ function: Name, _ arguments: [String]) -> Statement {
    Statement(
      "ALTER FUNCTION \(function.sql)(\(arguments.joined(separator: ", "))) "
        + "RENAME TO \(Aside.name(of: function).identifier)")
  }

  private var multirange: Name? {
    clause("MULTIRANGE_TYPE_NAME").map { sql in
      let schema = type.name.namespace.map { "\($0.sqlIdentifier)." } ?? ""
      let own = sql.hasPrefix(schema) ? String(sql.dropFirst(schema.count)) : sql
      return type.name.sibling(Name(unquoting: own).spelling)
    }
  }

  /// What the definition says of one of the type's properties.
  private func clause(_ key: String) -> String? {
    SQLList.elements(of: type.definition.spelling)
      .first { $0.hasPrefix("\(key) = ") }.map { String($0.dropFirst(key.count + 3)) }
  }
}
