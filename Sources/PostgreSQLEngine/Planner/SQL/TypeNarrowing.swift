/// What values may lose, whatever rows there are, when their column gets another type.
struct TypeNarrowing {
  private let old: TypeName
  private let new: TypeName

  init(from old: TypeName, to new: TypeName) {
    self.old = old
    self.new = new
  }

  /// Whether a value may be another one afterwards, such as a number that is rounded.
  var castsValues: Bool {
    guard !old.becomesFreely(new), old.isArray == new.isArray else { return false }
    if let elements { return elements.castsValues }
    switch (old.family, new.family) {
    case (.number, .number): return rounds
    case (.number, .other("money")), (.number, .bits): return true
    case (.date, .text): return isZoned(old)
    case (.date, .other("time without time zone")), (.date, .other("time with time zone")):
      return true
    case (.date, .date): return precision(new) < precision(old) || isZoned(old) != isZoned(new)
    // The server cuts off without a word what is longer than a name.
    case (.text, .text): return new.base == "name" && length(old) > length(new)
    case (.text, .other("\"char\"")): return true
    case (.other("inet"), .other("cidr")): return true
    case (.text, .number), (.text, .date), (.text, .bits): return true
    case (.text, .other(let base)): return Self.normalised.contains(base)
    default:
      return isTime(old) && isTime(new) && (old.base != new.base || precision(new) < precision(old))
    }
  }

  /// Whether there may be values that the new type refuses, among those that it could take.
  var refusesValues: Bool {
    guard !old.becomesFreely(new), old.isArray == new.isArray else { return false }
    if let elements { return elements.refusesValues }
    switch (old.family, new.family) {
    case (.text, .text) where new.base == "name": return false
    case (.text, .text), (.bits, .bits): return length(new) < length(old)
    case (.number, .number): return wholeDigits(new) < wholeDigits(old)
    default: return false
    }
  }

  /// Built-in types that write a value in a form of their own: `007` as `7`, `{ }` as `{}`.
  private static let normalised: Set = [
    "boolean", "uuid", "jsonb", "interval", "time without time zone", "time with time zone", "inet",
    "cidr", "macaddr", "money",
  ]

  /// How long a text may be, where it may be shorter than before.
  private var longest: Int? {
    guard refusesValues, !old.isArray, old.family == .text, new.base != "name" else { return nil }
    return length(new)
  }

  /// The whole numbers that the new type takes, where there were whole numbers before.
  private var range: String? {
    guard refusesValues, old.base == "integer" || old.base == "bigint" else { return nil }
    switch new.base {
    case "smallint": return "-32768 AND 32767"
    case "integer": return "-2147483648 AND 2147483647"
    default: return nil
    }
  }

  private var elements: TypeNarrowing? {
    old.isArray && new.isArray ? TypeNarrowing(from: old.element, to: new.element) : nil
  }

  /// The condition for rows that the new type refuses, where a length or a range tells them.
  func refusal(of column: String) -> String? {
    if let elements {
      return elements.refusal(of: "element").map {
        "EXISTS (SELECT FROM unnest(\(column)) AS element WHERE \($0))"
      }
    }
    return longest.map { "length(\(column)) > \($0)" }
      ?? range.map { "\(column) NOT BETWEEN \($0)" }
  }

  private func length(_ type: TypeName) -> Int {
    switch type.base {
    case "character", "bit": type.modifiers.first ?? 1
    case "name": 63
    default: type.modifiers.first ?? .max
    }
  }

  // MARK: Numbers

  /// See <https://www.postgresql.org/docs/current/datatype-numeric.html>.
  private var rounds: Bool {
    fractionDigits(new) < fractionDigits(old) || significantDigits(new) < significantDigits(old)
  }

  private func fractionDigits(_ type: TypeName) -> Int {
    switch type.base {
    case "smallint", "integer", "bigint": 0
    case "numeric": type.modifiers.isEmpty ? .max : type.modifiers.dropFirst().first ?? 0
    default: .max
    }
  }

  /// How many digits of a number are kept at least.
  private func significantDigits(_ type: TypeName) -> Int {
    switch type.base {
    case "real": 6
    case "double precision": 15
    case "smallint": isApproximate(new) ? 5 : 0
    case "integer": isApproximate(new) ? 10 : 0
    case "bigint": isApproximate(new) ? 19 : 0
    case "numeric": isApproximate(new) ? type.modifiers.first ?? .max : 0
    default: 0
    }
  }

  private func isApproximate(_ type: TypeName) -> Bool {
    type.base == "real" || type.base == "double precision"
  }

  private func wholeDigits(_ type: TypeName) -> Int {
    switch type.base {
    case "smallint": 5
    case "integer": 10
    case "bigint": 19
    case "numeric":
      type.modifiers.first.map { $0 - (type.modifiers.dropFirst().first ?? 0) } ?? .max
    case "real": 38
    default: 308
    }
  }

  // MARK: Times

  /// Whether it is a time of day or an interval, of which some have fields that others do not.
  private func isTime(_ type: TypeName) -> Bool {
    type.base.hasPrefix("time with") || type.base.hasPrefix("interval")
  }

  private func isZoned(_ type: TypeName) -> Bool { type.base == "timestamp with time zone" }

  /// Digits of a second; -1 where there is no time of day.
  private func precision(_ type: TypeName) -> Int {
    type.base == "date" ? -1 : type.modifiers.first ?? 6
  }
}
