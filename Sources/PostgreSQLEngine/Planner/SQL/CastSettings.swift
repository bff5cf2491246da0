internal import Engine

/// The settings of a session by which the server converts values of one type to another.
///
/// A revision says what they are, so that it means the same in any client.
struct CastSettings {
  private let old: TypeName
  private let new: TypeName

  init(from old: TypeName, to new: TypeName) {
    self.old = old.isArray ? old.element : old
    self.new = new.isArray ? new.element : new
    isArray = old.isArray
  }

  private let isArray: Bool

  var statements: [Statement] { settings.map { Statement("SET LOCAL \($0)") } }

  private var settings: [String] {
    [
      dependsOnZone ? "TimeZone = 'UTC'" : nil,
      isText(old) && isDate(new) || isDate(old) && isText(new) ? "DateStyle = 'ISO, MDY'" : nil,
      old.base == "interval" && isText(new) ? "IntervalStyle = postgres" : nil,
      old.base == "bytea" && isText(new) ? "bytea_output = hex" : nil,
      old.base.hasPrefix("reg") && isText(new) ? "search_path = public" : nil,
    ].compactMap(\.self)
  }

  /// Whether a time is taken for one of the session's zone, and the conversion does not say which.
  private var dependsOnZone: Bool {
    guard old.base != new.base, isZoned(old) || isZoned(new) else { return false }
    return isArray || isText(old) || isText(new)
      || TypeName.zoneConversion(of: "x", from: old, to: new) == nil
  }

  private func isZoned(_ type: TypeName) -> Bool { type.base.hasSuffix("with time zone") }

  private func isText(_ type: TypeName) -> Bool { type.family == .text }

  private func isDate(_ type: TypeName) -> Bool {
    type.family == .date || type.base.hasPrefix("time ")
  }
}

extension TypeName {
  /// How times with and without a zone become each other: those without are taken for UTC.
  static func zoneConversion(of value: String, from old: TypeName, to new: TypeName) -> String? {
    let (plain, zoned) = ("timestamp without time zone", "timestamp with time zone")
    switch (old.base, new.base) {
    case (plain, zoned), (zoned, plain): return "\(value) AT TIME ZONE 'UTC'"
    case ("date", zoned): return "\(value)::\(plain) AT TIME ZONE 'UTC'"
    case (zoned, "date"), (zoned, "time without time zone"):
      return "(\(value) AT TIME ZONE 'UTC')::\(new.text)"
    default: return nil
    }
  }
}
