internal import Engine
internal import SchemaModel

/// The numbers that a sequence may give, with what it has where nothing is said
/// (<https://www.postgresql.org/docs/current/sql-createsequence.html>).
struct SequenceRange {
  let isDescending: Bool
  let minimum: Int
  let maximum: Int
  let start: Int
  private let typeBounds: ClosedRange<Int>

  init(type: String?, increment: String?, minimum: String?, maximum: String?, start: String?) {
    func number(_ text: String?) -> Int? { text.flatMap { Int($0) } }
    let bounds = Self.bounds(of: type ?? "bigint")
    typeBounds = bounds
    isDescending = increment?.hasPrefix("-") ?? false
    self.minimum = number(minimum) ?? (isDescending ? bounds.lowerBound : 1)
    self.maximum = number(maximum) ?? (isDescending ? -1 : bounds.upperBound)
    self.start = number(start) ?? (isDescending ? self.maximum : self.minimum)
  }

  /// The least and the greatest number of a sequence's type.
  static func bounds(of type: String) -> ClosedRange<Int> {
    switch type {
    case "smallint": Int(Int16.min)...Int(Int16.max)
    case "integer": Int(Int32.min)...Int(Int32.max)
    default: Int.min...Int.max
    }
  }

  /// The bound with which the type ends is left to the server; where it is zero's neighbour, the
  /// server may choose the type's end when the type changes too.
  var minimumClause: String {
    isDescending && minimum == typeBounds.lowerBound ? "NO MINVALUE" : "MINVALUE \(minimum)"
  }

  var maximumClause: String {
    !isDescending && maximum == typeBounds.upperBound ? "NO MAXVALUE" : "MAXVALUE \(maximum)"
  }

  /// Whether no number is in both, so that the sequence must begin anew.
  func isApart(from other: SequenceRange) -> Bool {
    minimum > other.maximum || maximum < other.minimum
  }

  /// What brings a sequence that stands outside its new bounds to them.
  func statements(moving sequence: String, from old: SequenceRange) -> [Statement] {
    guard !isApart(from: old) else { return [] }
    return [
      minimum > old.minimum ? move(sequence, to: minimum, where: "<", isUsed: isDescending) : nil,
      maximum < old.maximum ? move(sequence, to: maximum, where: ">", isUsed: !isDescending) : nil,
    ].compactMap(\.self)
  }

  private func move(
    _ sequence: String, to bound: Int, where comparison: String, isUsed: Bool
  ) -> Statement {
    Statement(
      "SELECT setval(\(sequence.sqlLiteral), \(bound), \(isUsed)) FROM \(sequence) "
        + "WHERE last_value \(comparison) \(bound)")
  }
}

extension SchemaObject {
  /// The numbers that a sequence gives.
  var sequenceRange: SequenceRange {
    SequenceRange(
      type: attributes[.type], increment: attributes[.increment], minimum: attributes[.minimum],
      maximum: attributes[.maximum], start: attributes[.start])
  }
}
