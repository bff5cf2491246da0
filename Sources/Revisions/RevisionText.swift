/// The bytes of a revision file, of which the values of single headers are changed and every other
/// byte is kept.
package struct RevisionText: Hashable, Sendable {
  /// The lines with what ends them.
  private var lines: [[UInt8]]

  package init(_ bytes: [UInt8]) {
    lines = bytes.split(separator: Self.lineFeed, omittingEmptySubsequences: false)
      .map { $0 + [Self.lineFeed] }
    lines[lines.count - 1].removeLast()
  }

  package var bytes: [UInt8] { lines.flatMap(\.self) }

  // MARK: Changing headers

  /// Names another parent; `nil` makes the revision the first.
  package mutating func set(parent: RevisionID?) {
    set(parent?.text ?? "none", of: .parent) { _ in true }
  }

  /// Names another release that the revision leads from, where it names one.
  package mutating func set(base: String) {
    set(base, of: .base) { _ in true }
  }

  /// Names another schema that the revision leads to, where it names one in the dialect.
  package mutating func set(snapshot: SnapshotReference) {
    set("\(snapshot.dialect) \(snapshot.digest)", of: .snapshot) { value in
      value.prefix { !$0.isWhitespace } == snapshot.dialect
    }
  }

  /// Says in other words what the revision does, where the file says it.
  package mutating func set(message: String) {
    set(message.onOneLine, of: .message) { _ in true }
  }

  /// Accepts more hazards, below those that are accepted already.
  package mutating func add(_ allowances: [Allowance]) {
    let headers = headers
    let known = headers.last { $0.knownName == .allow } ?? headers.last { $0.knownName != nil }
    guard let index = known?.index else { return }
    let ending = lines[index].reversed().prefix {
      $0 == Self.lineFeed || $0 == Self.carriageReturn
    }.reversed()
    let new = allowances.map { Array("-- Allow: \($0.hazard) \($0.subject)".utf8) + ending }
    lines.insert(contentsOf: new, at: index + 1)
  }

  private mutating func set(
    _ value: String, of name: HeaderName, where isMeant: (String) -> Bool
  ) {
    for header in headers where header.knownName == name && isMeant(header.value) {
      lines[header.index] = Self.line(lines[header.index], with: value)
    }
  }

  /// A header's line with another value, and the blanks round it as they were.
  private static func line(_ line: [UInt8], with value: String) -> [UInt8] {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return line }
    let rest = line[(colon + 1)...]
    let before = rest.prefix(while: isBlank)
    let after = rest.dropFirst(before.count).reversed().prefix(while: isBlank).reversed()
    let isEmpty = before.count == rest.count
    return line[...colon] + (isEmpty ? [UInt8(ascii: " ")] : Array(before)) + Array(value.utf8)
      + (isEmpty ? Array(before) : Array(after))
  }

  // MARK: Reading headers

  /// The headers as the parser finds them: the first line that is one, and those right after it.
  private var headers: [HeaderLine] {
    let found = lines.indices.lazy.map { index in
      HeaderLine(Substring(String(decoding: lines[index], as: UTF8.self)), at: index)
    }
    return found.drop { $0 == nil }.prefix { $0 != nil }.compactMap(\.self)
  }

  // MARK: Merging

  /// The file that a merge should have made of two, where they differ in nothing but what follows
  /// from a revision's place among others: its parent, base and snapshots.
  ///
  /// - Parameters:
  ///   - base: the common ancestor, if there is one.
  ///   - other: what is merged in; where the rest agrees, its place is taken.
  /// - Returns: `nil` where both sides have changed something else.
  package func merged(with other: RevisionText, base: RevisionText?) -> RevisionText? {
    if rest == other.rest || rest == base?.rest { return other }
    return other.rest == base?.rest ? self : nil
  }

  /// All but the headers that tell of the revision's place.
  private var rest: [[UInt8]] {
    let place = headers.filter { header in
      header.knownName.map { [.parent, .base, .snapshot].contains($0) } ?? false
    }.map(\.index)
    return lines.indices.filter { !place.contains($0) }.map { lines[$0] }
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
