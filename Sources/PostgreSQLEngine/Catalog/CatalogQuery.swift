/// A query of the catalog, and what becomes of each of its rows.
///
/// Later parts may rely on what earlier ones have put into the assembly.
struct CatalogQuery: Sendable {
  let sql: String
  let read: @Sendable (inout CatalogRow, inout SchemaAssembly) throws -> Void

  static func all(version: Int, options: CatalogOptions) -> [CatalogQuery] {
    let structure =
      [
        namespaces, extensions, extensionMembers, languages, types, domainNotNull,
        domainConstraints, ranges, collations, tables, views, columns(version: version),
        constraints,
      ] + notNullConstraints(version: version) + [
        indexes(version: version),
        sequences, identitySequences, routines, aggregates, triggers, partitionTriggers, rules,
        policies,
        eventTriggers, statistics,
        publications(version: version), publicationMembers(version: version),
      ] + operators + textSearch + foreignData(options)
      + [casts, conversions, transforms, accessMethods]
      + [unsupported]
    return structure + [comments]
      + (options.includesPrivileges ? [grantedMembers] + privileges : [])
      + (options.includesOwners ? owners : []) + [aliases, dependencies]
  }
}

extension CatalogQuery {
  /// The condition that a schema is the user's: names that begin with `pg_` are the system's.
  static func isUsers(_ namespace: String) -> String {
    "\(namespace).nspname !~ '^pg_' AND \(namespace).nspname <> 'information_schema'"
  }

  /// The condition that an object was not brought by an extension.
  static func isNoMember(_ catalog: String, _ oid: String) -> String {
    """
    NOT EXISTS (SELECT FROM pg_depend member WHERE member.classid = '\(catalog)'::regclass
      AND member.objid = \(oid) AND member.deptype = 'e')
    """
  }

  /// The condition that an object was brought neither by an extension nor by another object, as the
  /// functions and the cast of a range type are.
  static func standsAlone(_ catalog: String, _ oid: String) -> String {
    """
    NOT EXISTS (SELECT FROM pg_depend member WHERE member.classid = '\(catalog)'::regclass
      AND member.objid = \(oid) AND member.deptype IN ('e', 'i'))
    """
  }

  /// The condition that an object was not there when the database was made.
  ///
  /// See `FirstNormalObjectId` in the server's source, by which `pg_dump` goes too.
  static func isLater(_ oid: String) -> String { "\(oid) >= 16384" }

  /// The options of a foreign object as they stand in parentheses.
  static func foreignOptions(_ column: String) -> String {
    """
    (SELECT string_agg(quote_ident(option_name) || ' ' || quote_literal(option_value), ', ')
      FROM pg_options_to_table(\(column)))
    """
  }
}
