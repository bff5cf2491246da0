internal import SchemaModel

/// What views that were recreated or replaced are set to.
extension BystanderLoss {
  /// Options such as `security_invoker`, where the script does not speak of them: without it a view
  /// reads with the rights of its owner (<https://www.postgresql.org/docs/current/sql-createview.html>).
  var viewSettings: [LostPart] { optionsOfViews + defaultsOfViews }

  private var optionsOfViews: [LostPart] {
    before.schema.objects.compactMap { old in
      guard [.view, .materializedView].contains(old.kind), let new = after.objects[old.reference]
      else { return nil }
      let lost = Parameters.missing(old.attributes[.with], in: new.attributes[.with])
        .filter { !mentions.names(Parameters.name($0)) }
      guard !lost.isEmpty else { return nil }
      let list = lost.joined(separator: ", ")
      return LostPart(
        title: "settings of \(old.kind.rawValue) \(old.name)",
        statements: ["ALTER \(old.kind.rawValue.uppercased()) \(old.name.sql) SET (\(list))"])
    }
  }

  /// What an `INSERT` into a view takes for a column that it does not name.
  private var defaultsOfViews: [LostPart] {
    before.schema.objects.compactMap { old in
      guard old.kind == .view, isAnew(old.reference), let new = after.objects[old.reference]
      else { return nil }
      let statements = old.columns.compactMap { column -> String? in
        guard let value = column.defaultValue,
          new.columns.contains(where: { $0.name == column.name && $0.defaultValue == nil }),
          !mentions.alters(old.name, column.name.spelling, "default")
        else { return nil }
        return "ALTER VIEW \(old.name.sql) ALTER COLUMN \(column.name.sql) SET DEFAULT \(value)"
      }
      return statements.isEmpty
        ? nil : LostPart(title: "defaults of view \(old.name)", statements: statements)
    }
  }
}
