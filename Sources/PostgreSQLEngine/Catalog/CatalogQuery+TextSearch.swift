internal import SchemaModel

extension CatalogQuery {
  static let textSearch = [parsers, templates, dictionaries, configurations]

  private static let parsers = part(
    .textSearchParser, "pg_ts_parser",
    """
    SELECT p.oid, n.nspname, p.prsname, concat_ws(', ', 'START = ' || p.prsstart::regproc,
      'GETTOKEN = ' || p.prstoken::regproc, 'END = ' || p.prsend::regproc,
      'LEXTYPES = ' || p.prslextype::regproc,
      'HEADLINE = ' || nullif(p.prsheadline::oid, 0)::regproc)
    FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace
    WHERE \(isUsers("n")) AND \(isNoMember("pg_ts_parser", "p.oid"))
    """)

  private static let templates = part(
    .textSearchTemplate, "pg_ts_template",
    """
    SELECT t.oid, n.nspname, t.tmplname, concat_ws(', ',
      'INIT = ' || nullif(t.tmplinit::oid, 0)::regproc, 'LEXIZE = ' || t.tmpllexize::regproc)
    FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace
    WHERE \(isUsers("n")) AND \(isNoMember("pg_ts_template", "t.oid"))
    """)

  private static let dictionaries = part(
    .textSearchDictionary, "pg_ts_dict",
    """
    SELECT d.oid, n.nspname, d.dictname, concat_ws(', ',
      'TEMPLATE = ' || quote_ident(tn.nspname) || '.' || quote_ident(t.tmplname),
      d.dictinitoption)
    FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
      JOIN pg_ts_template t ON t.oid = d.dicttemplate
      JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
    WHERE \(isUsers("n")) AND \(isNoMember("pg_ts_dict", "d.oid"))
    """)

  /// The dictionaries of each kind of token are statements of their own.
  private static let configurations = part(
    .textSearchConfiguration, "pg_ts_config",
    """
    SELECT c.oid, n.nspname, c.cfgname,
      'PARSER = ' || quote_ident(pn.nspname) || '.' || quote_ident(p.prsname),
      (SELECT string_agg(format(E';\\nALTER TEXT SEARCH CONFIGURATION %I.%I ADD MAPPING FOR %I WITH %s',
          n.nspname, c.cfgname, token.alias, token.dictionaries), '' ORDER BY token.alias)
        FROM (SELECT k.alias,
            string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno) AS dictionaries
          FROM pg_ts_config_map m JOIN ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype
          WHERE m.mapcfg = c.oid GROUP BY k.alias) token)
    FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
      JOIN pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_namespace pn ON pn.oid = p.prsnamespace
    WHERE \(isUsers("n")) AND \(isNoMember("pg_ts_config", "c.oid"))
    """)

  private static func part(
    _ kind: SchemaObject.Kind, _ catalog: String, _ sql: String
  ) -> CatalogQuery {
    CatalogQuery(sql: sql) { row, assembly in
      let address = CatalogAddress(catalog: catalog, oid: row.text())
      let namespace = row.text()
      let name = Name(row.text(), in: namespace)
      let clauses = row.text()
      let declaration =
        "CREATE \(kind.rawValue.uppercased()) \(name.sql) (\(clauses))" + (row.optional() ?? "")
      assembly.add(
        SchemaObject(
          kind: kind, name: name, table: nil, definition: Expression(postgreSQL: declaration),
          declaration: declaration,
          removal: "DROP \(kind.rawValue.uppercased()) \(name.sqlWithSchema)"), at: address,
        title: "\(kind.rawValue) \(name.sql)")
    }
  }
}
