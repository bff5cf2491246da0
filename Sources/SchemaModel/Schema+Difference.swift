extension Schema {
  /// The tables and objects that another schema lacks or has in another form.
  package func part(differingFrom other: Schema) -> Schema {
    let others = Set(other.objects)
    return Schema(
      dialect: dialect, tables: tables.filter { other.table(named: $0.name) != $0 },
      objects: objects.filter { !others.contains($0) }, dependencies: dependencies)
  }
}
