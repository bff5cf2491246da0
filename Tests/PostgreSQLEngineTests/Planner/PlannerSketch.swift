import Engine
import SchemaModel

@testable import PostgreSQLEngine

/// A schema as a test writes it down, the way the catalog would tell it.
struct PlannerSketch {
  var tables: [Table] = []
  var objects: [SchemaObject] = []
  var dependencies: [ObjectReference: Set<ObjectReference>] = [:]

  var schema: Schema {
    Schema(dialect: .postgresql, tables: tables, objects: objects, dependencies: dependencies)
  }

  static let empty = PlannerSketch().schema
}

extension Plan {
  static func from(
    _ base: PlannerSketch, to target: PlannerSketch, renames: [Rename] = [],
    options: PlanOptions = PlanOptions(), renamed: PlannerSketch? = nil
  ) throws -> Plan {
    try Planner(
      from: base.schema, to: target.schema, renames: renames, options: options,
      renamed: { schema, _ in renamed?.schema ?? schema }
    ).plan()
  }

  var sql: [String] { statements.map(\.sql) }
}

extension PlannerSketch {
  mutating func table(
    _ name: String, _ columns: [Column], constraints: [Constraint] = [], indexes: [Index] = [],
    attributes: Attributes = [:]
  ) {
    tables.append(
      Table(
        name: Name(exact: name), columns: columns, constraints: constraints, indexes: indexes,
        attributes: attributes))
  }

  mutating func object(
    _ kind: SchemaObject.Kind, _ name: String, on table: String? = nil,
    columns: [Column] = [], attributes: Attributes = [:], definition: String = "",
    declaration: String, removal: String? = nil, needs: [ObjectReference] = []
  ) {
    let object = SchemaObject(
      kind: kind, name: Name(exact: name), table: table.map { Name(exact: $0) }, columns: columns,
      attributes: attributes,
      definition: expression(definition.isEmpty ? declaration : definition),
      declaration: declaration, removal: removal)
    objects.append(object)
    depend(object.reference, on: needs)
  }

  mutating func view(_ name: String, _ columns: [Column], _ query: String, needs: [ObjectReference])
  {
    object(
      .view, name, columns: columns, definition: query,
      declaration: "CREATE VIEW \(name) AS\n \(query)", needs: needs)
  }

  mutating func enumeration(_ name: String, _ labels: [String]) {
    let list = "(" + labels.map { "'\($0)'" }.joined(separator: ", ") + ")"
    object(
      .enumeration, name, definition: list, declaration: "CREATE TYPE \(name) AS ENUM \(list)",
      removal: "DROP TYPE \(name)")
  }

  mutating func function(
    _ signature: String, arguments: String = "", returns: String = "integer", body: String = "1",
    needs: [ObjectReference] = []
  ) {
    object(
      .function, signature, attributes: ["arguments": arguments, "returns": returns],
      declaration: "CREATE OR REPLACE FUNCTION \(signature) RETURNS \(returns) AS '\(body)'",
      removal: "DROP FUNCTION \(signature)", needs: needs)
  }

  mutating func depend(_ part: ObjectReference, on needs: [ObjectReference]) {
    dependencies[part, default: []].formUnion(needs)
  }
}

func expression(_ text: String) -> Expression { Expression(text, key: text) }

func column(
  _ name: String, _ type: String = "integer", isNullable: Bool = true, default value: String? = nil,
  generated: String? = nil, attributes: Attributes = [:]
) -> Column {
  Column(
    name: Name(exact: name), type: expression(type), isNullable: isNullable,
    defaultValue: value.map(expression),
    generation: generated.map { .init(expression: expression($0), isStored: true) },
    attributes: attributes)
}

func primaryKey(_ name: String, _ columns: String...) -> Constraint {
  Constraint(
    name: Name(exact: name),
    rule: .primaryKey(PrimaryKey(columns: columns.map { KeyColumn(name: Name(exact: $0)) })),
    definition: expression("PRIMARY KEY (\(columns.joined(separator: ", ")))"))
}

func foreignKey(_ name: String, _ column: String, to parent: String, _ key: String) -> Constraint {
  Constraint(
    name: Name(exact: name),
    rule: .foreignKey(
      ForeignKey(
        columns: [Name(exact: column)], parent: Name(exact: parent),
        parentColumns: [Name(exact: key)])),
    definition: expression("FOREIGN KEY (\(column)) REFERENCES \(parent)(\(key))"))
}

func check(_ name: String, _ condition: String) -> Constraint {
  Constraint(
    name: Name(exact: name), rule: .check(CheckConstraint(expression: expression(condition))),
    definition: expression("CHECK (\(condition))"))
}

func index(_ name: String, on table: String, _ columns: String...) -> Index {
  let text = "CREATE INDEX \(name) ON \(table) USING btree (\(columns.joined(separator: ", ")))"
  return Index(
    name: Name(exact: name), isUnique: false,
    elements: columns.map { Index.Element(expression: expression($0), isDescending: false) },
    predicate: nil, declaration: text, definition: expression(text))
}

func reference(_ kind: ObjectReference.Kind, _ name: String, of table: String? = nil)
  -> ObjectReference
{
  ObjectReference(kind, Name(exact: name), of: table.map { Name(exact: $0) })
}
