package import SchemaModel

/// The order in which renames do not get into each other's way.
package struct RenameOrder {
  /// What has a name that something else is renamed to, and the name it gets for the time until
  /// it is dropped.
  package let displaced: [(name: Name, aside: Name)]

  private let renames: [(Name, Name)]
  private let taken: Set<Name>
  private let dialect: Dialect
  private let respellsInPlace: Bool

  /// - Parameters:
  ///   - names: those that can be renamed.
  ///   - taken: the names that are not free for a detour.
  ///   - dialect: how names compare.
  ///   - respellsInPlace: whether one statement can change nothing but the case of a name.
  package init(
    _ renames: [(Name, Name)], in names: [Name], taken: Set<Name>, dialect: Dialect,
    respellsInPlace: Bool = false
  ) {
    let taken = taken.union(renames.map(\.1))
    let old = Set(renames.map(\.0))
    let new = Set(renames.map(\.1))
    let inTheWay = names.filter { new.contains($0) && !old.contains($0) }
    displaced = inTheWay.map { ($0, $0.detour(besides: taken, in: dialect)) }
    self.taken = taken
    self.dialect = dialect
    self.respellsInPlace = respellsInPlace
    self.renames = renames + displaced.map { ($0.name, $0.aside) }
  }

  /// Where names are exchanged, one of them takes a detour over a name of its own.
  package func steps() -> [(Name, Name)] {
    var waiting = renames
    var steps: [(Name, Name)] = []
    while !waiting.isEmpty {
      if let next = waiting.firstIndex(where: { rename in
        respellsInPlace && rename.0 == rename.1 || !waiting.contains { $0.0 == rename.1 }
      }) {
        steps.append(waiting.remove(at: next))
      } else {
        let detour = waiting[0].0.detour(besides: taken, in: dialect)
        steps.append((waiting[0].0, detour))
        waiting[0].0 = detour
      }
    }
    return steps
  }
}
