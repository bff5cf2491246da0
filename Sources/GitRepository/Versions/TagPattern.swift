internal import Glibc

/// A glob that selects tags, as in `git describe --match`.
package struct TagPattern: Hashable, Sendable, CustomStringConvertible {
  /// The glob as it was written.
  package let text: String

  package var description: String { text }

  /// - Parameter text: `*`, `?` and `[…]` have the shell's meaning, and `*` matches `/` too.
  package init(_ text: String) {
    self.text = text
  }

  /// Whether a tag's name, without `refs/tags/`, is selected.
  package func matches(_ name: String) -> Bool {
    fnmatch(text, name, 0) == 0
  }
}
