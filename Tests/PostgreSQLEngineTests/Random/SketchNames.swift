/// Names that are hard on whoever writes or reads SQL.
enum SketchNames {
  static let plain = [
    "users", "post", "comment", "title", "body", "email", "price", "amount", "kind", "state",
    "parent_id", "user_id", "code", "slug", "created_at", "a", "b", "c", "x", "y", "z", "orders",
    "invoice", "line_item", "city", "country", "total", "note", "tag",
  ]

  static let odd = [
    "select", "order", "table", "check", "constraint", "primary", "unique", "foreign", "null",
    "true", "current_date", "new", "old", "user", "desc", "asc", "as", "generated", "oid", "all",
    "a b", " lead", "tail ", "quo\"te", "\"", "it's", "br[acket", "]", "back`tick", "x.y", "a;b",
    "--dash", "/*star*/", "(", "a,b", "%", "$x", "$$", "?1", "123", "1a", "line\nbreak",
    "tab\there",
    "ünïcode", "\u{E9}", "e\u{301}", "\u{301}lead", "\"\u{301}", "'\u{301}", ".\u{301}", "名前", "😀",
    "UPPER", "Mixed", "USERS", "Users", "{", "{1}", "\u{FEFF}bom", "a\r\nb", "back\\slash",
    "public",
    "text", "integer", "interval", "values", "between", "left", "nextval", "position", "pg_x",
    "value", "NEW",
    "x\u{A0}y", "İ", "a_very_long_name_that_fills_all_the_sixty_three_bytes_there_are_a",
    "a_very_long_name_that_fills_all_the_sixty_three_bytes_there_are_b",
    "ein_sehr_langer_name_mit_ümläüten_der_zu_lang_wird_für_dën_sërvër",
    "schema_revision", "tmp", "__migrate_a",
  ].map { $0.cut(toBytes: 63) }

  /// Whether the name alone means a type of the system, even in quotes.
  static func isSystemType(_ name: String) -> Bool { ["oid", "text", "interval"].contains(name) }

  /// Whether a name can do without quotes.
  static func isPlain(_ name: String) -> Bool {
    plain.contains { $0.utf8.elementsEqual(name.utf8) }
  }
}

extension String {
  /// As the server cuts names that are too long for it.
  func cut(toBytes count: Int) -> String {
    var text = self
    while text.utf8.count > count { text.unicodeScalars.removeLast() }
    return text
  }

  /// The text between two of a mark, which is doubled inside.
  ///
  /// A mark and a combining character after it are one `Character`, but two to the server.
  func sketchQuoted(by mark: Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView([mark])
    for scalar in unicodeScalars {
      if scalar == mark { result.append(mark) }
      result.append(scalar)
    }
    result.append(mark)
    return String(result)
  }
}
