/// Reads a revision file from its first line to its last.
struct RevisionParser {
  private let path: String
  private let lines: [Substring]
  /// The index of the line that is read next.
  private var next = 0

  init(text: String, path: String) {
    self.path = path
    lines = text.lines
  }

  mutating func revision() throws(RevisionFileError) -> Revision {
    try refuseConflictMarkers()
    let prologue = try prologue()
    let headers = try headers()
    let preamble = try preamble()
    let sections = try sections()
    return Revision(
      id: headers.id, parent: headers.parent, base: headers.base, message: headers.message,
      snapshots: headers.snapshots, allowances: headers.allowances, otherHeaders: headers.others,
      prologue: prologue, preamble: preamble, sections: sections)
  }

  private func refuseConflictMarkers() throws(RevisionFileError) {
    let marker = lines.firstIndex {
      $0.begins(with: "<<<<<<<") || $0.begins(with: ">>>>>>>")
    }
    if let marker { throw error(.conflictMarker, at: marker) }
  }

  private func error(_ fact: RevisionFileError.Fact, at index: Int) -> RevisionFileError {
    RevisionFileError(path: path, line: index + 1, fact: fact)
  }
}

// MARK: - Above the sections

extension RevisionParser {
  private mutating func prologue() throws(RevisionFileError) -> String {
    try comments { parser in parser.header != nil }
  }

  private mutating func headers() throws(RevisionFileError) -> RevisionHeaders {
    let first = next
    var found: [HeaderLine] = []
    while let header {
      found.append(header)
      next += 1
    }
    do {
      return try RevisionHeaders(found)
    } catch {
      throw self.error(error.fact, at: error.index ?? min(first, lines.count - 1))
    }
  }

  private mutating func preamble() throws(RevisionFileError) -> String {
    let first = next
    let text = try comments { _ in false }
    for index in first..<next {
      if let name = HeaderLine(lines[index], at: index)?.knownName {
        throw error(.misplacedHeader(name.rawValue), at: index)
      }
    }
    return text
  }

  /// Reads comments and blank lines up to the first section, or to where `ends` says.
  private mutating func comments(
    until ends: (Self) -> Bool
  ) throws(RevisionFileError) -> String {
    let first = next
    while next < lines.count, !SectionMarker.opens(lines[next]), !ends(self) {
      guard lines[next].isBlank || lines[next].begins(with: "--") else {
        throw error(.textOutsideSection, at: next)
      }
      next += 1
    }
    return lines[first..<next].withoutOuterBlanks.joined(separator: "\n")
  }

  /// The header on the next line, if that is one.
  private var header: HeaderLine? {
    next < lines.count ? HeaderLine(lines[next], at: next) : nil
  }
}

// MARK: - Sections

extension RevisionParser {
  private mutating func sections() throws(RevisionFileError) -> [Section] {
    var sections: [Section] = []
    while next < lines.count {
      let opening = next
      let section = try section()
      let isDuplicate = sections.contains {
        $0.direction == section.direction && $0.dialect == section.dialect
      }
      if isDuplicate {
        throw error(.duplicateSection(section.direction, dialect: section.dialect), at: opening)
      }
      sections.append(section)
    }
    try require(.up, in: sections)
    try require(.down, in: sections)
    return sections
  }

  private func require(
    _ direction: Section.Direction, in sections: [Section]
  ) throws(RevisionFileError) {
    guard sections.contains(where: { $0.direction == direction }) else {
      throw error(.missingSection(direction), at: lastIndex)
    }
  }

  /// The last line that is not the empty one after the final line break.
  private var lastIndex: Int {
    lines.lastIndex { !$0.isBlank } ?? 0
  }

  private mutating func section() throws(RevisionFileError) -> Section {
    let opening = next
    let marker = try marker()
    while next < lines.count, !SectionMarker.opens(lines[next]) { next += 1 }
    let script = lines[(opening + 1)..<next].withoutOuterBlanks
    return Section(
      marker.direction, dialect: marker.dialect, options: marker.options,
      body: try body(script, of: marker, openedAt: opening),
      firstLine: (script.isEmpty ? opening : script.startIndex) + 1)
  }

  private mutating func marker() throws(RevisionFileError) -> SectionMarker {
    defer { next += 1 }
    do throws(RevisionFileError.Fact) {
      return try SectionMarker(parsing: lines[next])
    } catch {
      throw self.error(error, at: next)
    }
  }

  private func body(
    _ script: ArraySlice<Substring>, of marker: SectionMarker, openedAt opening: Int
  ) throws(RevisionFileError) -> Section.Body {
    guard let reason = marker.irreversible else {
      return .sql(script.joined(separator: "\n"))
    }
    if reason.isEmpty { throw error(.missingReason, at: opening) }
    guard script.isEmpty else { throw error(.textInIrreversibleSection, at: script.startIndex) }
    return .irreversible(reason: reason)
  }
}
