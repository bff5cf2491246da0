internal import SchemaModel

/// One thing to do; a step may create or drop several elements at once.
struct Step: Hashable {
  let phase: Phase
  let id: ElementID

  enum Phase: Int, Hashable {
    case drop
    case alter
    case create
    /// The rows of a table that is recreated are copied, and the old table is dropped.
    case copyRows
    /// The displaced definition of a type is dropped, after its columns have been converted to the new.
    case dropDisplaced
  }

  static func drop(_ id: ElementID) -> Step { Step(phase: .drop, id: id) }
  static func alter(_ id: ElementID) -> Step { Step(phase: .alter, id: id) }
  static func create(_ id: ElementID) -> Step { Step(phase: .create, id: id) }
  static func copyRows(_ table: ElementID) -> Step { Step(phase: .copyRows, id: table) }
  static func dropDisplaced(_ type: ElementID) -> Step { Step(phase: .dropDisplaced, id: type) }
}

extension Step: Comparable {
  /// The order among steps that do not wait for each other: what goes, what is altered and comes,
  /// tables and columns that go, what hangs on tables, and what tables needed.
  static func < (left: Step, right: Step) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    if left.id != right.id {
      return left.phase == .drop && left.rank <= 0 ? right.id < left.id : left.id < right.id
    }
    return left.phase.rawValue < right.phase.rawValue
  }

  private var rank: Int {
    switch (phase, id.part.kind) {
    case (.drop, .table) where id.aspect == .existence: 3
    case (.drop, .column) where id.aspect == .existence: 2
    // They would give to what comes what it shall not have.
    case (.drop, .object(.defaultPrivileges)): -1
    case (_, .object(.defaultPrivileges)): 6
    case (.drop, .object(let kind)) where kind.isBelowTables: 5
    case (.drop, _): 0
    case (.copyRows, _): 1
    case (.dropDisplaced, _): 5
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
