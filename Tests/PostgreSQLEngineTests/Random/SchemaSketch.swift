/// A schema that is made up, changed and printed by a test.
///
/// Texts mention what has a number by it, in braces (see ``SketchMention``). What mentions something
/// that is not there is not printed, so that anything can be taken away.
struct SchemaSketch: Hashable {
  var tables: [TableSketch] = []
  var objects: [ObjectSketch] = []

  func table(_ id: Int) -> TableSketch? { tables.first { $0.id == id } }
  func object(_ id: Int) -> ObjectSketch? { objects.first { $0.id == id } }
  func objects(_ kind: ObjectSketch.Kind) -> [ObjectSketch] { objects.filter { $0.kind == kind } }

  /// The columns that a table has, those of its parents first.
  func columns(of table: TableSketch) -> [ColumnSketch] {
    let parents = table.parents + (table.partition.map { [$0.parent] } ?? [])
    return parents.compactMap { self.table($0) }.flatMap { columns(of: $0) } + table.columns
  }

  /// Whether a table is partitioned or is a partition.
  func isInPartitions(_ table: Int) -> Bool {
    self.table(table).map { $0.partition != nil || $0.partitioning != nil } ?? false
  }
}

struct TableSketch: Hashable {
  let id: Int
  var name: String
  /// The schema it is in; `nil` is `public`.
  var namespace: Int?
  /// Without those that come from parents.
  var columns: [ColumnSketch] = []
  var parents: [Int] = []
  var partition: Partition?
  /// `RANGE ({4})`, of a table that has partitions.
  var partitioning: String?
  var isUnlogged = false
  /// `fillfactor = 70`.
  var options: [String] = []

  struct Partition: Hashable {
    let parent: Int
    /// `FOR VALUES IN (1)`.
    var bound: String
  }
}

struct ColumnSketch: Hashable {
  let id: Int
  var name: String
  var type: TypeSketch
  /// `NOT NULL`, `DEFAULT 5`, `GENERATED ALWAYS AS IDENTITY`.
  var clauses: [String] = []

  var isGenerated: Bool { clauses.contains { $0.hasPrefix("GENERATED") } }
}

/// Whatever is no table, also what belongs to one.
struct ObjectSketch: Hashable {
  let id: Int
  var kind: Kind
  /// Empty where the server finds a name.
  var name: String
  /// The schema it is in; `nil` is `public`.
  var namespace: Int?
  /// The table it belongs to.
  var table: Int?
  /// The statement, of a constraint what comes after its name; `{*}` stands for the items.
  var text: String
  /// The labels of an enum, the attributes of a composite type, the arguments of a function.
  var items: [String] = []
  /// What a column is that has this type.
  var type: TypeSketch?

  enum Kind: String, CaseIterable {
    case namespace, fileExtension, collation, enumeration, domain, composite, rangeType, sequence
    /// Can be called with one number, and returns one that depends on nothing else.
    case calculation
    case triggerFunction
    case routine, aggregate
    case constraint, index, statistics
    case view, materializedView
    case trigger, rule, policy, publication
    /// A foreign-data wrapper, a server, an event trigger, a text search configuration.
    case other
    case comment
    /// A statement that alters something that was created before.
    case setting
  }
}
