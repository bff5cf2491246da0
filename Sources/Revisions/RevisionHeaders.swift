/// The headers of a revision file, each with its meaning.
struct RevisionHeaders {
  let id: RevisionID
  let parent: RevisionID?
  let base: String?
  let message: String
  let snapshots: [SnapshotReference]
  let allowances: [Allowance]
  let others: [OtherHeader]

  /// What is wrong with a header, and where that stands; nowhere if the header is missing.
  struct Failure: Error {
    let fact: RevisionFileError.Fact
    let index: Int?
  }

  init(_ lines: [HeaderLine]) throws(Failure) {
    try Self.refuseDuplicates(in: lines)
    id = try Self.id(Self.required(.revision, in: lines))
    parent = try Self.parent(Self.required(.parent, in: lines))
    base = try Self.base(lines.first { $0.knownName == .base })
    message = lines.first { $0.knownName == .message }?.value ?? ""
    snapshots = try Self.pairs(.snapshot, in: lines)
      .map { SnapshotReference(dialect: $0, digest: $1) }
    allowances = try Self.pairs(.allow, in: lines).map { Allowance(hazard: $0, subject: $1) }
    others = Self.others(in: lines)
  }

  private static func refuseDuplicates(in lines: [HeaderLine]) throws(Failure) {
    var seen: Set<HeaderName> = []
    for line in lines {
      guard let name = line.knownName, !name.isRepeatable else { continue }
      guard seen.insert(name).inserted else {
        throw Failure(fact: .duplicateHeader(name.rawValue), index: line.index)
      }
    }
  }

  private static func required(
    _ name: HeaderName, in lines: [HeaderLine]
  ) throws(Failure) -> HeaderLine {
    guard let line = lines.first(where: { $0.knownName == name }) else {
      throw Failure(fact: .missingHeader(name.rawValue), index: nil)
    }
    return line
  }

  private static func id(_ line: HeaderLine) throws(Failure) -> RevisionID {
    guard let id = RevisionID(line.value) else {
      throw Failure(fact: .malformedID(line.value), index: line.index)
    }
    return id
  }

  private static func parent(_ line: HeaderLine) throws(Failure) -> RevisionID? {
    line.value == "none" ? nil : try id(line)
  }

  private static func base(_ line: HeaderLine?) throws(Failure) -> String? {
    guard let line else { return nil }
    guard !line.value.isEmpty else { throw malformed(line) }
    return line.value
  }

  /// The headers of a name whose value is a word and something more.
  private static func pairs(
    _ name: HeaderName, in lines: [HeaderLine]
  ) throws(Failure) -> [(String, String)] {
    try lines.filter { $0.knownName == name }.map { line throws(Failure) in
      var rest = line.value[...]
      let word = rest.takeWord()
      guard !rest.isEmpty else { throw malformed(line) }
      return (String(word), String(rest))
    }
  }

  private static func malformed(_ line: HeaderLine) -> Failure {
    Failure(fact: .malformedHeader(line.name, value: line.value), index: line.index)
  }

  private static func others(in lines: [HeaderLine]) -> [OtherHeader] {
    var others: [OtherHeader] = []
    for (index, line) in lines.enumerated() where line.knownName == nil {
      others.append(OtherHeader(name: line.name, value: line.value, place: index - others.count))
    }
    return others
  }
}
