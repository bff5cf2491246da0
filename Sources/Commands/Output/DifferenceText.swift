internal import Engine
internal import SchemaModel
internal import Workflows

/// A difference between two schemas in the forms that `diff` prints.
struct DifferenceText {
  let difference: SchemaDifference
  let colors: Colors

  var list: [String] {
    ChangeList(
      changes: difference.changes, dialect: difference.dialect, colors: colors,
      showsCosmetic: true
    ).lines
  }

  var statements: [String] {
    difference.plan.statements.isEmpty ? [] : [difference.plan.text]
  }

  /// A line for each table: ` users | 3 ++-`.
  var counts: [String] {
    var order: [String] = []
    var signs: [String: String] = [:]
    for change in difference.changes {
      let fields = ChangeFields(change)
      if signs[fields.object] == nil { order.append(fields.object) }
      signs[fields.object, default: ""] += fields.sign
    }
    let width = order.map(\.count).max() ?? 0
    return order.map { object in
      let marks = signs[object] ?? ""
      let padding = String(repeating: " ", count: width - object.count)
      return " \(object)\(padding) | \(marks.count) \(marks)"
    }
  }

  var json: String {
    CanonicalJSON.object([
      "from": .string(difference.from),
      "to": .string(difference.to),
      "dialect": .string(difference.dialect.rawValue),
      "changes": .array(
        difference.changes.map { change in
          let fields = ChangeFields(change)
          return .object([
            "kind": .string(fields.kind), "object": .string(fields.object),
            "detail": .string(fields.detail),
            "cosmetic": .bool(change.isCosmetic(in: difference.dialect)),
          ])
        }),
    ]).text
  }
}
