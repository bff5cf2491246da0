internal import SchemaModel

/// What views that were recreated or replaced are set to.
extension BystanderLoss {
  /// Options such as `security_invoker`, where the script does not speak of them: without it a view
  /// reads with the rights of its owner (<https://www.postgresql.org/docs/current/sql-createview.html>).
  var viewSettings: [LostPart] {
    before.schema.objects.compactMap { old in
      guard [.view, .materializedView].contains(old.kind), let new = after.objects[old.reference]
      else { return nil }
      let kept = Set(new.options.map(\.name))
      let lost = old.options.filter { !kept.contains($0.name) && !mentions.names($0.name) }
      guard !lost.isEmpty else { return nil }
      let list = lost.map(\.text).joined(separator: ", ")
      return LostPart(
        title: "settings of \(old.kind.rawValue) \(old.name)",
        statements: ["ALTER \(old.kind.rawValue.uppercased()) \(old.name.sql) SET (\(list))"])
    }
  }
}

extension SchemaObject {
  /// The storage parameters and options, each as `name=value`.
  fileprivate var options: [(name: String, text: String)] {
    (attributes[.with] ?? "").split(separator: ", ").map { option in
      (String(option.prefix { $0 != "=" }), String(option))
    }
  }
}
