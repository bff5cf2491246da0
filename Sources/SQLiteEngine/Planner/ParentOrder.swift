internal import SchemaModel

extension [Table] {
  /// The tables, each after those that its foreign keys refer to, as far as there is no cycle.
  func parentsFirst() -> [Table] { ParentOrder(self).ordered() }
}

/// The order that taking the list again and again yields, if each time those tables are taken, in
/// the order of the list, whose parents have been taken.
///
/// Tables in a cycle, or below one, come last. The time is that of a sort, whatever the keys.
private struct ParentOrder {
  private let tables: [Table]
  private let positions: [Name: Int]
  /// For each table, where the tables stand that refer to it.
  private var children: [[Int]]
  /// For each table, how many of its references are to tables that have not been taken.
  private var waitingFor: [Int]
  /// For each table, in which round it is taken.
  private var rounds: [Int]

  init(_ tables: [Table]) {
    self.tables = tables
    positions = Dictionary(zip(tables.map(\.name), tables.indices)) { first, _ in first }
    children = Array(repeating: [], count: tables.count)
    waitingFor = Array(repeating: 0, count: tables.count)
    rounds = Array(repeating: 0, count: tables.count)
    for (position, table) in tables.enumerated() {
      for key in table.foreignKeys where key.parent != table.name {
        guard let parent = positions[key.parent] else { continue }
        children[parent].append(position)
        waitingFor[position] += 1
      }
    }
  }

  func ordered() -> [Table] {
    var order = self
    let taken = order.takeAll()
    let sorted = taken.sorted { (order.rounds[$0], $0) < (order.rounds[$1], $1) }
    let rest = tables.indices.filter { order.waitingFor[$0] > 0 }
    return (sorted + rest).map { tables[$0] }
  }

  private mutating func takeAll() -> [Int] {
    var taken = tables.indices.filter { waitingFor[$0] == 0 }
    var next = 0
    while next < taken.count {
      take(taken[next], into: &taken)
      next += 1
    }
    return taken
  }

  private mutating func take(_ parent: Int, into taken: inout [Int]) {
    for child in children[parent] {
      rounds[child] = max(rounds[child], rounds[parent] + (parent > child ? 1 : 0))
      waitingFor[child] -= 1
      if waitingFor[child] == 0 { taken.append(child) }
    }
  }
}
