extension SketchPair {
  /// A smaller pair that fails in the same way, found by taking things away for as long as it does.
  func shrunk(loader: SketchLoader, like refutation: SketchRefutation) -> SketchPair {
    func fails(_ pair: SketchPair) -> Bool {
      SketchTrial(pair: pair).refutation?.kind == refutation.kind
    }
    var pair = self
    var wasReduced = true
    while wasReduced {
      wasReduced = false
      for reduction in pair.reductions() {
        var smaller = pair
        reduction(&smaller)
        guard let base = try? loader.acceptable(smaller.base),
          let target = try? loader.acceptable(smaller.target)
        else { continue }
        smaller.base = base
        smaller.target = target
        guard smaller.base != pair.base || smaller.target != pair.target, fails(smaller) else {
          continue
        }
        pair = smaller
        wasReduced = true
      }
    }
    return pair
  }

  private typealias Reduction = (inout SketchPair) -> Void

  /// What can be taken away, from both sides or from one, large things first.
  private func reductions() -> [Reduction] {
    let parts = (base.parts + target.parts).uniqued().sorted { $0.rank < $1.rank }
    let removals = parts.flatMap { part -> [Reduction] in
      [
        {
          $0.base.remove(part)
          $0.target.remove(part)
        }, { $0.base.remove(part) }, { $0.target.remove(part) },
      ]
    }
    let renaming: Reduction = { $0.declaresRenames = false }
    return [renaming] + removals + simplifications()
  }

  /// The same with a plain name, or with what the other side says.
  private func simplifications() -> [Reduction] {
    let ids = (base.named + target.named).uniqued()
    let plain = ids.flatMap { id -> [Reduction] in
      let name = "n\(id)"
      return [
        {
          $0.base.rename(id, to: name)
          $0.target.rename(id, to: name)
        }, { $0.base.rename(id, to: name) }, { $0.target.rename(id, to: name) },
      ]
    }
    let same = base.tables.flatMap { $0.columns.map(\.id) }.map { id -> Reduction in
      { pair in
        guard let column = pair.base.tables.flatMap(\.columns).first(where: { $0.id == id }) else {
          return
        }
        pair.target.editColumn(id) { $0 = column }
      }
    }
    return plain + same
  }
}

/// A part of a sketch that can be taken away.
private enum SketchPart: Hashable {
  case table(Int)
  case object(Int)
  case column(Int)
  case partition(Int)
  case namespaceOf(Int)
  case item(String, object: Int)
  case clause(String, column: Int)
  case option(Int)

  var rank: Int {
    switch self {
    case .table: 0
    case .object: 1
    case .column: 2
    default: 3
    }
  }
}

extension SchemaSketch {
  fileprivate var parts: [SketchPart] {
    tables.flatMap { table -> [SketchPart] in
      var parts: [SketchPart] = [.table(table.id), .partition(table.id), .option(table.id)]
      if table.namespace != nil { parts.append(.namespaceOf(table.id)) }
      for column in table.columns {
        parts.append(.column(column.id))
        parts += column.clauses.map { .clause($0, column: column.id) }
      }
      return parts
    }
      + objects.flatMap { object -> [SketchPart] in
        [.object(object.id)] + (object.namespace == nil ? [] : [.namespaceOf(object.id)])
          + object.items.map { .item($0, object: object.id) }
      }
  }

  fileprivate mutating func remove(_ part: SketchPart) {
    switch part {
    case .table(let id): tables.removeAll { $0.id == id }
    case .object(let id): objects.removeAll { $0.id == id }
    case .column(let id):
      for index in tables.indices { tables[index].columns.removeAll { $0.id == id } }
    case .partition(let id):
      editTable(id) {
        $0.partitioning = nil
        $0.parents = []
      }
    case .namespaceOf(let id):
      editTable(id) { $0.namespace = nil }
      editObject(id) { $0.namespace = nil }
    case .item(let item, let object): editObject(object) { $0.items.removeAll { $0 == item } }
    case .clause(let clause, let column):
      editColumn(column) { $0.clauses.removeAll { $0 == clause } }
    case .option(let id):
      editTable(id) {
        $0.options = []
        $0.isUnlogged = false
      }
    }
  }

  private mutating func editTable(_ id: Int, _ change: (inout TableSketch) -> Void) {
    for index in tables.indices where tables[index].id == id { change(&tables[index]) }
  }

  private mutating func editObject(_ id: Int, _ change: (inout ObjectSketch) -> Void) {
    for index in objects.indices where objects[index].id == id { change(&objects[index]) }
  }

  // MARK: Names

  /// What has a name that is worth making plainer.
  fileprivate var named: [Int] {
    let names =
      tables.map { ($0.id, $0.name) } + objects.map { ($0.id, $0.name) }
      + tables.flatMap(\.columns).map { ($0.id, $0.name) }
    return names.filter { !$0.1.isEmpty && !$0.1.hasPrefix("n\($0.0)") }.map(\.0)
  }

  fileprivate mutating func rename(_ id: Int, to name: String) {
    editTable(id) { $0.name = name }
    editObject(id) { if $0.kind != .fileExtension { $0.name = name } }
    editColumn(id) { $0.name = name }
  }
}

extension Array where Element: Hashable {
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
