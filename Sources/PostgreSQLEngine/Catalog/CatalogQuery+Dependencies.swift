internal import Engine
internal import SchemaModel

extension CatalogQuery {
  /// What has no statement of its own to tell it by.
  static let unsupported = CatalogQuery(
    sql: """
      SELECT 'subscription', s.subname FROM pg_subscription s
        WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
      UNION ALL SELECT 'security label', l.label FROM pg_seclabel l
      """
  ) { row, _ in
    throw DatabaseError.unsupportedObject(kind: row.text(), name: row.text())
  }

  /// Where a default of a part, or what belongs to it, is a row of its own to the server.
  static let aliases = CatalogQuery(
    sql: """
      SELECT 'pg_type', t.typarray, t.oid FROM pg_type t
      WHERE t.typarray <> 0 AND t.typrelid <> 0 AND \(isLater("t.oid"))
      """
  ) { row, assembly in
    let catalog = row.text()
    let array = CatalogAddress(catalog: catalog, oid: row.text())
    let element = CatalogAddress(catalog: catalog, oid: row.text())
    if let reference = assembly.reference(at: element) { assembly.name(array, reference) }
  }

  /// What a part needs, from `pg_depend`
  /// (<https://www.postgresql.org/docs/current/catalog-pg-depend.html>).
  ///
  /// That a sequence belongs to a column is told by the sequence; it can be without.
  static let dependencies = CatalogQuery(
    sql: """
      SELECT d.classid::regclass, d.objid, d.objsubid,
        d.refclassid::regclass, d.refobjid, d.refobjsubid
      FROM pg_depend d
      WHERE d.deptype IN ('n', 'a', 'i', 'P', 'S') AND \(isLater("d.objid"))
        AND \(isLater("d.refobjid"))
        AND NOT (d.classid = 'pg_class'::regclass AND d.refobjsubid > 0
          AND d.refclassid = 'pg_class'::regclass
          AND EXISTS (SELECT FROM pg_sequence s WHERE s.seqrelid = d.objid))
      """
  ) { row, assembly in
    let part = CatalogAddress(catalog: row.text(), oid: row.text(), column: row.text())
    let other = CatalogAddress(catalog: row.text(), oid: row.text(), column: row.text())
    guard let part = assembly.reference(at: part), let other = assembly.reference(at: other) else {
      return
    }
    assembly.depend(part, on: other)
  }
}
