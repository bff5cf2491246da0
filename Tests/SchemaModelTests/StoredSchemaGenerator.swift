import SchemaModel
import TestSupport

/// Makes schemas up, of which no engine would accept one.
struct StoredSchemaGenerator {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func schema() -> Schema {
    var dependencies: [ObjectReference: Set<ObjectReference>] = [:]
    for _ in 0..<random.number(below: 3) { dependencies[reference()] = [reference(), reference()] }
    return Schema(
      dialect: random.pick(Dialect.allCases), tables: list { $0.table() },
      objects: list { $0.object() }, dependencies: dependencies)
  }

  mutating func table() -> Table {
    Table(
      name: name(), columns: list { $0.column() }, constraints: list { $0.constraint() },
      indexes: list { $0.index() },
      options: Set(list { $0.random.pick([.strict, .withoutRowID]) }),
      attributes: attributes(), declaration: text())
  }

  mutating func column() -> Column {
    let expression = expression()
    let isStored = flag()
    return Column(
      name: name(), type: self.expression(), isNullable: flag(), nullConflict: conflict(),
      defaultValue: maybe { $0.expression() }, collation: maybe { $0.name() },
      generation: maybe { _ in .init(expression: expression, isStored: isStored) },
      attributes: attributes())
  }

  mutating func constraint() -> Constraint {
    let rule: Constraint.Rule
    switch random.number(below: 5) {
    case 0:
      rule = .primaryKey(
        PrimaryKey(
          columns: list { $0.keyColumn() }, isAutoincrement: flag(), isRowID: flag(),
          onConflict: conflict()))
    case 1: rule = .unique(Unique(columns: list { $0.keyColumn() }, onConflict: conflict()))
    case 2: rule = .foreignKey(foreignKey())
    case 3: rule = .check(CheckConstraint(expression: expression()))
    default: rule = .exclusion
    }
    return Constraint(
      name: maybe { $0.name() }, rule: rule, definition: maybe { $0.expression() })
  }

  mutating func foreignKey() -> ForeignKey {
    let actions: [ForeignKey.Action] = [.noAction, .restrict, .setNull, .setDefault, .cascade]
    return ForeignKey(
      columns: list { $0.name() }, parent: name(), parentColumns: list { $0.name() },
      onUpdate: random.pick(actions), onDelete: random.pick(actions), isDeferred: flag())
  }

  mutating func keyColumn() -> KeyColumn {
    KeyColumn(name: name(), collation: maybe { $0.name() }, isDescending: flag())
  }

  mutating func index() -> SchemaModel.Index {
    SchemaModel.Index(
      name: name(), isUnique: flag(),
      elements: list {
        .init(
          expression: $0.expression(), collation: $0.maybe { $0.name() }, isDescending: $0.flag())
      }, predicate: maybe { $0.expression() }, declaration: text(),
      definition: maybe { $0.expression() }, attributes: attributes())
  }

  mutating func object() -> SchemaObject {
    SchemaObject(
      kind: random.pick(SchemaObject.Kind.allCases), name: name(), table: maybe { $0.name() },
      columns: list { $0.column() }, attributes: attributes(), definition: expression(),
      declaration: text(), removal: maybe { $0.text() })
  }

  mutating func reference() -> ObjectReference {
    let kinds: [ObjectReference.Kind] =
      [.table, .column, .columnDefault, .constraint, .index]
      + SchemaObject.Kind.allCases.map { .object($0) }
    return ObjectReference(random.pick(kinds), name(), of: maybe { $0.name() })
  }

  mutating func name() -> Name {
    switch random.number(below: 3) {
    case 0: Name(folding: text())
    case 1: Name(exact: text())
    default: Name(exact: text(), in: text())
    }
  }

  mutating func expression() -> Expression { Expression(text(), key: text()) }

  private mutating func text() -> String {
    let parts = ["", "Users", "é", "e\u{301}", "\0", "\"", "日本", "a.b", "\n", " "]
    return list { $0.random.pick(parts) }.joined() + String(repeating: "x", count: longness())
  }

  /// Now and then a text whose length takes two bytes.
  private mutating func longness() -> Int { random.chance(5) ? 200 : random.number(below: 3) }

  private mutating func attributes() -> Attributes {
    Dictionary(list { ($0.text(), $0.text()) }) { $1 }
  }

  private mutating func conflict() -> ConflictAction? {
    maybe { $0.random.pick([.rollback, .fail, .ignore, .replace]) }
  }

  private mutating func flag() -> Bool { random.chance(50) }

  private mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? {
    flag() ? make(&self) : nil
  }

  private mutating func list<Element>(_ make: (inout Self) -> Element) -> [Element] {
    (0..<random.number(below: 4)).map { _ in make(&self) }
  }
}
