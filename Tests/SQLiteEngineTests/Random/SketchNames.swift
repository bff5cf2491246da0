/// Names that are hard on whoever writes or reads SQL.
enum SketchNames {
  static let plain = [
    "users", "post", "comment", "title", "body", "email", "price", "amount", "kind", "state",
    "parent_id", "user_id", "code", "slug", "created_at", "a", "b", "c", "x", "y", "z",
  ]

  static let odd = [
    "select", "order", "table", "check", "constraint", "primary", "unique", "foreign", "null",
    "true", "current_date", "new", "old", "key", "desc", "asc", "as", "generated", "rowid", "oid",
    "a b", " lead", "tail ", "quo\"te", "\"", "it's", "br[acket", "]", "back`tick", "x.y", "a;b",
    "--dash", "/*star*/", "(", "a,b", "%", "$x", "?1", "123", "1a", "line\nbreak", "tab\there",
    "ünïcode", "\u{E9}", "e\u{301}", "\u{301}lead", "名前", "😀", "_migrate_users", "_migrate_a",
    "__migrate_a", "sql", "UPPER", "Mixed", "USERS", "{", "\u{FEFF}bom", "a\r\nb",
  ]
}
