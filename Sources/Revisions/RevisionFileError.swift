/// A file that is not a revision.
package struct RevisionFileError: Error, Hashable, Sendable {
  package let path: String
  /// The line that the fact is about, counted from 1.
  package let line: Int
  package let fact: Fact

  package enum Fact: Error, Hashable, Sendable {
    /// A byte that is not UTF-8, or a NUL; the words say which.
    case notText(String)
    /// The file has the marks of a merge that nobody has resolved.
    case conflictMarker
    case missingHeader(String)
    case duplicateHeader(String)
    /// A header of this program stands below the blank line that ends the headers.
    case misplacedHeader(String)
    /// The value of a header does not have the parts that it should.
    case malformedHeader(String, value: String)
    /// Twelve lower-case hexadecimal digits are wanted.
    case malformedID(String)
    /// Something other than a comment stands above the first section.
    case textOutsideSection
    /// A section that leads neither up nor down.
    case unknownSection(String)
    case unknownSectionOption(String)
    case duplicateSection(Section.Direction, dialect: String?)
    case missingSection(Section.Direction)
    /// A section says `irreversible:` and not why.
    case missingReason
    /// A section says `irreversible:` and has a script all the same.
    case textInIrreversibleSection
  }

  package init(path: String, line: Int, fact: Fact) {
    self.path = path
    self.line = line
    self.fact = fact
  }
}
