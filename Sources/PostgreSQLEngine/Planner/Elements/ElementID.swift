internal import SchemaModel

/// What an element is about.
struct ElementID: Hashable {
  let part: ObjectReference
  let aspect: Aspect

  init(_ part: ObjectReference, _ aspect: Aspect = .existence) {
    self.part = part
    self.aspect = aspect
  }

  /// Properties of a part that statements of their own give and take.
  enum Aspect: Int, Hashable {
    case existence
    case notNull
    case identity
    /// That a table is a partition of another, or inherits from others.
    case attachment
    case replicaIdentity
    /// That a table has the columns of a type.
    case typing
    /// That a table is clustered on an index.
    case clustering
    /// That a sequence belongs to a column.
    case ownership
  }

  static func table(_ name: Name) -> ElementID { ElementID(ObjectReference(.table, name)) }

  static func column(_ name: Name, of table: Name) -> ElementID {
    ElementID(ObjectReference(.column, name, of: table))
  }

  static func columnDefault(_ name: Name, of table: Name) -> ElementID {
    ElementID(ObjectReference(.columnDefault, name, of: table))
  }

  static func constraint(_ constraint: Constraint, of table: Name) -> ElementID {
    ElementID(ObjectReference(.constraint, constraint.name ?? Name(exact: ""), of: table))
  }

  static func index(_ name: Name, of table: Name) -> ElementID {
    ElementID(ObjectReference(.index, name, of: table))
  }

  func with(_ aspect: Aspect) -> ElementID { ElementID(part, aspect) }
}

extension ElementID: Comparable {
  /// By what statements are about, in the order in which people expect them.
  static func < (left: ElementID, right: ElementID) -> Bool { left.sortKey < right.sortKey }

  private var sortKey: (Int, Name, Int, Name) {
    (rank, part.table ?? part.name, aspect.rawValue, part.name)
  }

  private var rank: Int {
    switch (part.kind, aspect) {
    case (.object(let kind), .existence): Self.rank(of: kind)
    case (.object, _): 31
    case (.table, .existence): 30
    case (.column, _), (.columnDefault, _): 31
    case (.constraint, _): 33
    case (.index, _): 34
    case (.table, _): 35
    }
  }

  private static func rank(of kind: SchemaObject.Kind) -> Int {
    switch kind {
    case .namespace: 0
    case .language: 1
    case .fileExtension: 2
    case .foreignDataWrapper: 3
    case .server: 4
    case .userMapping: 5
    case .defaultPrivileges: 6
    case .collation, .textSearchParser, .textSearchTemplate, .accessMethod: 10
    case .textSearchDictionary: 11
    case .textSearchConfiguration: 12
    case .enumeration, .domain, .compositeType, .rangeType, .baseType: 13
    case .sequence: 20
    case .virtualTable: 30
    case .function, .procedure: 40
    case .aggregate, .operator, .operatorFamily, .operatorClass, .cast, .conversion, .transform: 41
    case .view, .materializedView: 42
    case .viewIndex: 43
    case .statistics: 44
    case .rule: 45
    case .trigger: 46
    case .policy: 47
    case .eventTrigger: 48
    case .publication, .subscription: 49
    case .owner: 60
    case .privileges: 61
    case .comment: 62
    }
  }
}
