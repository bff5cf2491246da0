/// A script of a revision, for one direction and for one dialect or all.
package struct Section: Sendable {
  package let direction: Direction
  /// The only dialect that runs the section; `nil` means every dialect without one of its own.
  package let dialect: String?
  package let options: SectionOptions
  package let body: Body
  /// The number of the line in the file on which the SQL starts.
  ///
  /// It is 1 in a section that was not read from a file, and the line of the section's opening
  /// where there is no SQL. It does not count when sections are compared.
  package let firstLine: Int

  package enum Direction: String, Sendable {
    case up, down
  }

  package enum Body: Hashable, Sendable {
    /// The script, without blank lines at its ends.
    ///
    /// No line of it may begin with `-- migrate:`, which opens the next section wherever it stands.
    case sql(String)
    /// There is no way back, and why.
    case irreversible(reason: String)
  }

  /// A section; a script loses the blank lines at its ends, and a reason its line breaks.
  package init(
    _ direction: Direction, dialect: String? = nil, options: SectionOptions = SectionOptions(),
    body: Body, firstLine: Int = 1
  ) {
    self.direction = direction
    self.dialect = dialect
    self.options = options
    self.body = body.canonical
    self.firstLine = firstLine
  }
}

extension Section: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    left.direction == right.direction && left.dialect == right.dialect
      && left.options == right.options && left.body == right.body
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(direction)
    hasher.combine(dialect)
    hasher.combine(options)
    hasher.combine(body)
  }
}

extension Section.Body {
  fileprivate var canonical: Self {
    switch self {
    case .sql(let text): .sql(text.withoutOuterBlankLines)
    case .irreversible(let reason): .irreversible(reason: reason.onOneLine)
    }
  }
}
