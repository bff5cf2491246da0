internal import SchemaModel

/// One thing to do; a step may bring or take several facts at once.
struct Step: Hashable {
  let phase: Phase
  let id: FactID

  enum Phase: Int, Hashable {
    case remove
    case change
    case make
    /// The rows of a table that is made anew are copied, and the old table is dropped.
    case fill
    /// The old definition of a type is dropped, after its columns have been converted to the new.
    case finish
  }

  static func remove(_ id: FactID) -> Step { Step(phase: .remove, id: id) }
  static func change(_ id: FactID) -> Step { Step(phase: .change, id: id) }
  static func make(_ id: FactID) -> Step { Step(phase: .make, id: id) }
  static func fill(_ table: FactID) -> Step { Step(phase: .fill, id: table) }
  static func finish(_ type: FactID) -> Step { Step(phase: .finish, id: type) }
}

extension Step: Comparable {
  /// The order among steps that do not wait for each other: what goes, what is altered and comes,
  /// tables and columns that go, what hangs on tables, and what tables needed.
  static func < (left: Step, right: Step) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    if left.id != right.id {
      return left.phase == .remove && left.rank <= 0 ? right.id < left.id : left.id < right.id
    }
    return left.phase.rawValue < right.phase.rawValue
  }

  private var rank: Int {
    switch (phase, id.part.kind) {
    case (.remove, .table) where id.aspect == .existence: 3
    case (.remove, .column) where id.aspect == .existence: 2
    // They would give to what comes what it shall not have.
    case (.remove, .object(.defaultPrivileges)): -1
    case (_, .object(.defaultPrivileges)): 6
    case (.remove, .object(let kind)) where kind.isBelowTables: 5
    case (.remove, _): 0
    case (.fill, _): 1
    case (.finish, _): 5
    case (_, .constraint), (_, .index): 4
    case (_, .table): id.aspect == .existence ? 1 : 4
    case (_, .object(let kind)): kind.isBelowTables ? 1 : 4
    case (_, .column), (_, .columnDefault): 1
    }
  }
}

extension SchemaObject.Kind {
  /// Whether tables can need the thing, and it seldom needs them.
  fileprivate var isBelowTables: Bool {
    switch self {
    case .namespace, .language, .fileExtension, .foreignDataWrapper, .server, .userMapping,
      .defaultPrivileges, .collation, .textSearchParser, .textSearchTemplate,
      .textSearchDictionary, .textSearchConfiguration, .accessMethod, .enumeration, .domain,
      .compositeType, .rangeType, .baseType, .sequence:
      true
    default: false
    }
  }
}
