internal import SchemaModel

/// A type as `format_type` prints it.
struct TypeName: Hashable {
  /// The name without modifiers and brackets, such as `character varying`.
  let base: String
  /// What stands in parentheses, such as `[10, 2]`.
  let modifiers: [Int]
  let isArray: Bool
  let text: String

  init(_ type: Expression) {
    self.init(type.spelling)
  }

  init(_ text: String) {
    self.text = text
    isArray = text.hasSuffix("[]")
    let element = isArray ? String(text.dropLast(2)) : text
    guard let open = element.firstIndex(of: "("), !element.hasPrefix("\""),
      let close = element[open...].firstIndex(of: ")")
    else {
      (base, modifiers) = (element, [])
      return
    }
    base = String(element[..<open]).trimmingBlanks + element[element.index(after: close)...]
    modifiers = element[element.index(after: open)..<close].split(separator: ",")
      .compactMap { Int(String($0).trimmingBlanks) }
  }

  /// Types between which values keep what they mean, and the server converts by itself.
  enum Family: Hashable {
    case text, number, date, bits
    case other(String)
  }

  var family: Family {
    guard !isArray else { return .other(base + "[]") }
    switch base {
    case "text", "character varying", "character", "name", "citext": return .text
    case "smallint", "integer", "bigint", "numeric", "real", "double precision": return .number
    case "date", "timestamp without time zone", "timestamp with time zone": return .date
    case "bit", "bit varying": return .bits
    default: return .other(base)
    }
  }

  func isNarrower(than other: TypeName) -> Bool {
    let widths = ["smallint": 2, "integer": 4, "bigint": 8]
    guard let width = widths[base], let otherWidth = widths[other.base] else { return false }
    return width < otherWidth
  }

  /// Whether the server changes the type without writing any row again.
  func becomesFreely(_ other: TypeName) -> Bool {
    guard isArray == other.isArray else { return false }
    switch (base, other.base) {
    case ("character varying", "text"), ("citext", "text"), ("text", "citext"): return true
    case ("text", "character varying"): return other.modifiers.isEmpty
    case ("cidr", "inet"): return true
    case ("character varying", "character varying"), ("bit varying", "bit varying"),
      ("timestamp without time zone", "timestamp without time zone"),
      ("timestamp with time zone", "timestamp with time zone"),
      ("time without time zone", "time without time zone"),
      ("interval", "interval"):
      guard let new = other.modifiers.first else { return true }
      return modifiers.first.map { $0 <= new } ?? false
    case ("numeric", "numeric"):
      guard other.modifiers.count == 2 else { return other.modifiers.isEmpty }
      return modifiers.count == 2 && modifiers[1] == other.modifiers[1]
        && modifiers[0] <= other.modifiers[0]
    default: return false
    }
  }

  /// How a value of this type is turned into one of another; `nil` where the server does it by
  /// itself.
  ///
  /// A cast that is written cuts a text which is too long, and what the server does by itself refuses
  /// it (<https://www.postgresql.org/docs/current/datatype-character.html>): where it ends in texts, no
  /// more is written than is needed to get there.
  ///
  /// - Parameters:
  ///   - other: the type; of a domain the one that it is over.
  ///   - isExchanged: whether the other is a new type, whatever it is called.
  func conversion(of value: String, to other: TypeName, isExchanged: Bool) -> String? {
    if isExchanged, isArray == other.isArray {
      let text = "\(value)::text\(isArray ? "[]" : "")"
      return other.holdsText ? text : "\(text)::\(other.text)"
    }
    if base == other.base, isArray == other.isArray { return nil }
    if isArray != other.isArray { return listConversion(of: value, to: other) }
    if isArray {
      if element.family == other.element.family || other.holdsText { return nil }
      let detour = element.needsText(to: other.element) ? "text[]::" : ""
      return "\(value)::\(detour)\(other.text)"
    }
    if let zoned = Self.zoneConversion(of: value, from: self, to: other) { return zoned }
    if let money = moneyConversion(of: value, to: other) { return money }
    if other.holdsText || family == other.family { return nil }
    return "\(value)::\(needsText(to: other) ? "text::" : "")\(other.text)"
  }

  /// Between a list and a single value.
  private func listConversion(of value: String, to other: TypeName) -> String? {
    if other.family == .text { return nil }
    let detour =
      (isArray ? element.needsText(to: other) : needsText(to: other.element)) ? "::text" : ""
    if isArray { return "\(value)[1]\(detour)::\(other.text)" }
    let list = "ARRAY[\(value)\(detour)]"
    return other.holdsText ? list : "\(list)::\(other.text)"
  }

  /// Whether it is a text, or a list of texts.
  private var holdsText: Bool { (isArray ? element : self).family == .text }

  var element: TypeName {
    TypeName(String(text.dropLast(2)))
  }

  /// What is money to the server is a number of the type `numeric`, and no other.
  private func moneyConversion(of value: String, to other: TypeName) -> String? {
    switch (base, other.base) {
    case ("money", _) where other.family == .number:
      other.base == "numeric" ? "\(value)::\(other.text)" : "\(value)::numeric::\(other.text)"
    case (_, "money") where family == .number: "\(value)::numeric::money"
    default: nil
    }
  }

  /// Whether there is no cast, so that the value is written and read again.
  private func needsText(to other: TypeName) -> Bool {
    if family == other.family { return false }
    if family == .text || other.family == .text { return false }
    switch (base, other.base) {
    case ("boolean", "integer"), ("integer", "boolean"), ("json", "jsonb"), ("jsonb", "json"),
      ("inet", "cidr"), ("cidr", "inet"):
      return false
    case ("bit", _), (_, "bit"): return family != .number && other.family != .number
    case ("jsonb", _) where other.family == .number: return false
    case ("jsonb", "boolean"): return false
    case (_, "time without time zone") where family == .date: return false
    case ("time without time zone", "interval"), ("interval", "time without time zone"):
      return false
    default: return true
    }
  }
}
