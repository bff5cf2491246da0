internal import SchemaModel

/// The numbers of a sequence, and which of them it would not have by itself
/// (<https://www.postgresql.org/docs/current/sql-createsequence.html>).
struct SequenceNumbers {
  let type: String
  private let start: String
  private let increment: String
  private let minimum: String
  private let maximum: String
  private let cache: String
  private let cycles: Bool

  init(_ row: inout CatalogRow, type: String) {
    self.type = type
    start = row.text()
    increment = row.text()
    minimum = row.text()
    maximum = row.text()
    cache = row.text()
    cycles = row.bool()
  }

  private var isDescending: Bool { increment.hasPrefix("-") }

  private var bounds: (low: String, high: String) {
    let bounds = SequenceRange.bounds(of: type)
    return (String(bounds.lowerBound), String(bounds.upperBound))
  }

  /// What differs from a sequence that is told nothing but its type.
  var attributes: Attributes {
    var attributes: Attributes = [:]
    if type != "bigint" { attributes["type"] = type }
    if increment != "1" { attributes["increment"] = increment }
    if minimum != (isDescending ? bounds.low : "1") { attributes["minimum"] = minimum }
    if maximum != (isDescending ? "-1" : bounds.high) { attributes["maximum"] = maximum }
    if start != (isDescending ? maximum : minimum) { attributes["start"] = start }
    if cache != "1" { attributes["cache"] = cache }
    if cycles { attributes["cycle"] = "yes" }
    return attributes
  }

  /// The same as clauses of `CREATE SEQUENCE`, without the type.
  var options: [String] {
    let attributes = attributes
    func clause(_ words: String, _ key: String) -> String? {
      attributes[key].map { "\(words) \($0)" }
    }
    return [
      clause("START WITH", "start"), clause("INCREMENT BY", "increment"),
      clause("MINVALUE", "minimum"), clause("MAXVALUE", "maximum"), clause("CACHE", "cache"),
      cycles ? "CYCLE" : nil,
    ].compactMap(\.self)
  }
}
