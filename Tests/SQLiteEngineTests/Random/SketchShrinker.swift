extension SchemaSketch {
  /// The sketches that lack one thing that this one has, large things first.
  func reductions() -> [SchemaSketch] {
    let withoutTables = tables.indices.map { index in changed { $0.tables.remove(at: index) } }
    let withoutObjects = objects.indices.map { index in changed { $0.objects.remove(at: index) } }
    let smaller = tables.indices.flatMap { index in
      tables[index].reductions().map { table in changed { $0.tables[index] = table } }
    }
    return withoutTables + withoutObjects + smaller
  }

  private func changed(_ change: (inout SchemaSketch) -> Void) -> SchemaSketch {
    var copy = self
    change(&copy)
    return copy
  }
}

extension TableSketch {
  func reductions() -> [TableSketch] {
    let columns = columns.indices.map { index in changed { $0.columns.remove(at: index) } }
    let constraints = constraints.indices.map { index in
      changed { $0.constraints.remove(at: index) }
    }
    let indexes = indexes.indices.map { index in changed { $0.indexes.remove(at: index) } }
    let options = options.indices.map { index in changed { $0.options.remove(at: index) } }
    let clauses = self.columns.indices.flatMap { column in
      self.columns[column].clauses.indices.map { index in
        changed { $0.columns[column].clauses.remove(at: index) }
      }
    }
    return columns + constraints + indexes + options + clauses
  }

  private func changed(_ change: (inout TableSketch) -> Void) -> TableSketch {
    var copy = self
    change(&copy)
    return copy
  }
}

extension SketchPair {
  /// A smaller pair that fails too, found by taking things away for as long as it does.
  func shrunk(while fails: (SketchPair) -> Bool) -> SketchPair {
    var pair = self
    while let smaller = pair.reductions().first(where: fails) { pair = smaller }
    return pair
  }

  /// Without the same thing on both sides, or without something on one side.
  private func reductions() -> [SketchPair] {
    let both = base.tables.map { table in
      changed { pair in
        pair.base.tables.removeAll { $0.id == table.id }
        pair.target.tables.removeAll { $0.id == table.id }
      }
    }
    let columns = base.tables.flatMap(\.columns).map { column in
      changed { pair in
        pair.base.removeColumn(column.id)
        pair.target.removeColumn(column.id)
      }
    }
    let objects = base.objects.map { object in
      changed { pair in
        pair.base.objects.removeAll { $0.id == object.id }
        pair.target.objects.removeAll { $0.id == object.id }
      }
    }
    let bases = base.reductions().map { sketch in changed { $0.base = sketch } }
    let targets = target.reductions().map { sketch in changed { $0.target = sketch } }
    return (both + columns + objects + commonReductions() + bases + targets)
      .filter { SketchLoader.accepts($0.base) && SketchLoader.accepts($0.target) }
  }

  /// Clauses, constraints and indexes that are the same on both sides.
  private func commonReductions() -> [SketchPair] {
    base.reductions().flatMap { smaller in
      target.reductions().filter { base.difference(to: smaller) == target.difference(to: $0) }
        .prefix(1).map { other in
          changed { pair in
            pair.base = smaller
            pair.target = other
          }
        }
    }
  }

  private func changed(_ change: (inout SketchPair) -> Void) -> SketchPair {
    var copy = self
    change(&copy)
    return copy
  }
}

extension SchemaSketch {
  fileprivate mutating func removeColumn(_ id: Int) {
    for index in tables.indices { tables[index].columns.removeAll { $0.id == id } }
  }

  /// What another sketch lacks, as texts.
  fileprivate func difference(to other: SchemaSketch) -> Set<String> {
    texts.subtracting(other.texts)
  }

  private var texts: Set<String> {
    Set(
      tables.flatMap { table in
        (table.constraints + table.indexes.map(\.name) + table.options
          + table.columns.flatMap { column in column.clauses.map { "\(column.id) \($0)" } })
          .map { "\(table.id) \($0)" }
      })
  }
}
