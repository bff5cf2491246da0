import Engine
import SchemaModel
import TestSupport

/// A schema before and after a change.
struct SketchPair {
  var base: SchemaSketch
  var target: SchemaSketch
  /// Whether what has another name is said to be renamed, rather than dropped and created.
  var declaresRenames: Bool
  let style: UInt64

  init(seed: UInt64, loader: SketchLoader) throws {
    var generator = SketchGenerator(seed: seed, version: loader.version)
    generator.makeSchema()
    generator.sketch = try loader.acceptable(generator.sketch)
    base = generator.sketch
    var editor = SketchEditor(generator: generator)
    if editor.generator.random.chance(3) {
      editor.generator.sketch = SchemaSketch()
      editor.generator.makeSchema()
    }
    for _ in 0..<editor.generator.random.number(below: 6) + 1 {
      editor.edit()
      editor.generator.sketch = try loader.acceptable(editor.generator.sketch)
    }
    target = editor.generator.sketch
    style = editor.generator.random.next()
    declaresRenames = editor.generator.random.chance(60)
    if editor.generator.random.chance(30) { swap(&base, &target) }
  }

  var renames: [Rename] {
    guard declaresRenames else { return [] }
    return base.tables.flatMap { table -> [Rename] in
      guard let other = target.table(table.id),
        base.name(of: table)?.namespace == target.name(of: other)?.namespace
      else { return [] }
      return renames(from: table, to: other)
    }
  }

  private func renames(from table: TableSketch, to other: TableSketch) -> [Rename] {
    guard let name = base.name(of: table), let newName = target.name(of: other) else { return [] }
    let columns = table.columns.compactMap { column -> Rename? in
      guard let new = other.columns.first(where: { $0.id == column.id }) else { return nil }
      let (from, to) = (Name(exact: column.name), Name(exact: new.name))
      return from == to ? nil : Rename(table: name, column: from, newName: to, evidence: .option)
    }
    let own = Rename(table: name, column: nil, newName: newName, evidence: .option)
    return columns + (name == newName ? [] : [own])
  }

  /// The tables, by both names, whose rows may be those of others before or after the change: those
  /// of a partition go to another that comes, or come from one that goes.
  var sharing: Set<Name> {
    let newNames = newTableNames
    let families = base.families { newNames[$0] ?? $0 }
    let newFamilies = target.families { $0 }
    let partitions = Set(families.keys).union(newFamilies.keys)
      .filter { families[$0] != newFamilies[$0] }
    let oldNames = newNames.filter { partitions.contains($0.value) }.keys
    return base.parents.union(target.parents).union(partitions).union(oldNames)
  }

  /// What tables are called that are renamed.
  var newTableNames: [Name: Name] {
    Dictionary(
      uniqueKeysWithValues: renames.filter { $0.column == nil }.map { ($0.table, $0.newName) })
  }

  /// The pair as SQL, for a person who looks into a failure.
  var description: String {
    var before = SketchPrinter(base)
    var after = SketchPrinter(target)
    let renames = renames.map { rename in
      "-- \(rename.table)\(rename.column.map { ".\($0)" } ?? "") -> \(rename.newName)\n"
    }
    return "-- from\n\(before.text())-- to\n\(after.text())\(renames.joined())"
  }
}

extension SchemaSketch {
  /// By partition, the parent and all that share its rows out among them.
  fileprivate func families(_ newName: (Name) -> Name) -> [Name: Set<Name>] {
    let partitions = Dictionary(grouping: tables.filter { $0.partition != nil }) { table in
      table.partition?.parent
    }
    let families = partitions.flatMap { parent, members in
      let names = members.compactMap(name).map(newName)
      let parent = parent.flatMap(table).flatMap(name).map(newName)
      return names.map { ($0, Set(names + [parent].compactMap(\.self))) }
    }
    // A table that goes may have the name that another gets.
    return Dictionary(families) { $0.union($1) }
  }

  /// The tables whose rows may be those of others.
  fileprivate var parents: Set<Name> {
    let parents = tables.filter { table in
      table.partitioning != nil || tables.contains { $0.parents.contains(table.id) }
    }
    return Set(parents.compactMap(name))
  }

  fileprivate func name(of table: TableSketch) -> Name? {
    guard let namespace = table.namespace else { return Name(exact: table.name) }
    return object(namespace).map { Name(exact: table.name, in: $0.name) }
  }
}
