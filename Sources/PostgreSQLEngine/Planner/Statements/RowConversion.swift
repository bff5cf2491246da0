internal import Engine
internal import SchemaModel

/// The cast from records of a type that stands aside to those of the one that takes its place.
///
/// By it the server converts arrays of them too. The rows of a table are such records. What the function
/// returns is cast as what is assigned is, which refuses a text that is too long and does not cut it.
struct RowConversion {
  private let oldType: String
  private let newType: String
  private let function: String
  private let fields: [String]

  /// The rows of a table that is recreated.
  ///
  /// - Parameter name: the type that stands behind one.
  init(from old: Table, to new: Table, name: (Expression) -> TypeName) {
    let aside = Aside.schema(of: new.name).sql
    oldType = "\(aside).\(old.name.identifier)"
    newType = new.name.typeSQL
    function = "\(aside)._migrate_row"
    fields = Self.fields(from: old.columns, to: new.columns) { source, column in
      TypeName(source.type).conversion(
        of: Self.field(column.name), to: name(column.type), isExchanged: false)
    }
  }

  /// The values of a composite type that is recreated.
  ///
  /// - Parameters:
  ///   - exchanged: of the types that attributes are of, those that are recreated too, each with whether
  ///     there is a cast for it.
  ///   - name: the type that stands behind one.
  init(
    from old: SchemaObject, to new: SchemaObject, exchanged: [Name: Bool],
    name: (Expression) -> TypeName
  ) {
    let aside = Aside.name(of: old)
    oldType = aside.typeSQL
    newType = new.name.typeSQL
    function = aside.sibling("_migrate_row_\(old.name.spelling)".prefix(bytes: 63)).sql
    fields = Self.fields(from: old.columns, to: new.columns) { source, column in
      let (type, value) = (TypeName(column.type), Self.field(column.name))
      let other = exchanged.first { [$0.key.typeSQL, $0.key.sql].contains(type.base) }
      if other?.value == true { return "\(value)::\(column.type.spelling)" }
      return TypeName(source.type).conversion(
        of: value, to: name(column.type), isExchanged: other != nil && source.type == column.type)
    }
  }

  /// The statements that make the cast, once both types are there.
  var creations: [Statement] {
    [
      Statement(
        """
        CREATE FUNCTION \(function)(\(oldType)) RETURNS \(newType) LANGUAGE sql STRICT AS
        \("SELECT \(fields.joined(separator: ", "))".sqlLiteral)
        """),
      Statement("CREATE \(cast) WITH FUNCTION \(function)(\(oldType))"),
    ]
  }

  var drops: [Statement] {
    [Statement("DROP \(cast)"), Statement("DROP FUNCTION \(function)(\(oldType))")]
  }

  private var cast: String { "CAST (\(oldType) AS \(newType))" }

  /// What is new in a record is NULL, as the server has it too when it adds a column.
  private static func fields(
    from old: [Column], to new: [Column], _ conversion: (Column, Column) -> String?
  ) -> [String] {
    new.map { column in
      guard let source = old.first(where: { $0.name == column.name }) else {
        return "NULL::\(column.type.spelling)"
      }
      return conversion(source, column) ?? field(column.name)
    }
  }

  private static func field(_ name: Name) -> String { "($1).\(name.sql)" }
}
