/// Which extension has a name that a server does not know.
///
/// They are those that come with PostgreSQL, pgvector and PostGIS.
/// https://www.postgresql.org/docs/current/contrib.html
enum ExtensionNames {
  /// - Returns: `nil` where the failure is about something else, or the name is in none of them.
  static func owner(of failure: ServerFailure) -> String? {
    switch failure.state {
    case SQLState.undefinedObject:
      return failure.message.undefinedName.flatMap { objects[$0] }
        ?? failure.message.accessMethodWithoutClass.flatMap { classes[$0] }
    case SQLState.undefinedFunction:
      return failure.message.undefinedFunction.flatMap { functions[$0] }
    default: return nil
    }
  }

  /// Types, operator classes, access methods and dictionaries.
  private static let objects = owners([
    "citext": ["citext"],
    "cube": ["cube"],
    "bloom": ["bloom"],
    "hstore": ["hstore", "gin_hstore_ops", "gist_hstore_ops"],
    "intarray": ["gin__int_ops", "gist__int_ops", "gist__intbig_ops", "query_int"],
    "isn": ["ean13", "isbn", "isbn13", "ismn", "ismn13", "issn", "issn13", "upc"],
    "lo": ["lo"],
    "ltree": ["lquery", "ltree", "ltxtquery", "gist_ltree_ops"],
    "pg_trgm": ["gin_trgm_ops", "gist_trgm_ops"],
    "postgis": ["box2d", "box3d", "geography", "geometry", "gist_geometry_ops_2d"],
    "postgis_raster": ["raster"],
    "seg": ["seg"],
    "unaccent": ["unaccent"],
    "vector": [
      "halfvec", "hnsw", "ivfflat", "sparsevec", "vector", "vector_cosine_ops", "vector_ip_ops",
      "vector_l2_ops",
    ],
  ])

  private static let functions = owners([
    "earthdistance": ["earth_distance", "ll_to_earth"],
    "fuzzystrmatch": ["dmetaphone", "levenshtein", "metaphone", "soundex"],
    "pg_trgm": ["similarity", "word_similarity"],
    "pgcrypto": [
      "armor", "crypt", "digest", "gen_random_bytes", "gen_salt", "hmac", "pgp_sym_decrypt",
      "pgp_sym_encrypt",
    ],
    "postgis": ["st_geomfromtext", "st_makepoint", "st_point", "st_setsrid", "st_transform"],
    "tablefunc": ["connectby", "crosstab"],
    "unaccent": ["unaccent"],
    "uuid-ossp": [
      "uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v4", "uuid_generate_v5",
    ],
  ])

  /// Those that give an access method the operator classes of plain types.
  private static let classes = ["gin": "btree_gin", "gist": "btree_gist"]

  private static func owners(_ names: [String: [String]]) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: names.flatMap { owner, names in names.map { ($0, owner) } })
  }
}

/// What a server says of a name that it does not know; one that speaks another language is not
/// understood.
extension String {
  /// `citext` of `type "public.citext" does not exist`.
  fileprivate var undefinedName: String? {
    let kinds = ["type", "operator class", "access method", "text search dictionary"]
    guard kinds.contains(where: { hasPrefix("\($0) \"") }) else { return nil }
    let parts = split(separator: "\"", maxSplits: 2)
    guard parts.count == 3, parts[2].hasPrefix(" does not exist") else { return nil }
    return parts[1].split(separator: ".").last.map { $0.lowercased() }
  }

  /// `uuid_generate_v4` of `function public.uuid_generate_v4() does not exist`.
  fileprivate var undefinedFunction: String? {
    guard hasPrefix("function "), hasSuffix(" does not exist") else { return nil }
    let name = dropFirst("function ".count).prefix { $0 != "(" }
    return name.split(separator: ".").last.map { $0.lowercased() }
  }

  /// `gist` of `data type integer has no default operator class for access method "gist"`.
  fileprivate var accessMethodWithoutClass: String? {
    guard hasPrefix("data type "), contains(" has no default operator class ") else { return nil }
    return split(separator: "\"").last.map { String($0) }
  }
}
