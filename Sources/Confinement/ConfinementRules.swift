/// What a program that is run confined may do, beside reading what its account may read.
///
/// It has no TCP, and reaches no process outside by a signal or an abstract socket.
package struct ConfinementRules: Hashable, Sendable {
  /// The folders in which it may change files.
  package var writable: [String]

  /// The programs that may be executed, with the loaders that they name; `nil` where all may.
  package var executable: [String]?

  /// Whether it gets namespaces of its own where the system allows that: no network at all, file
  /// systems that are mounted read-only, and shared memory of its own.
  package var isApart: Bool

  package init(writable: [String], executable: [String]? = nil, isApart: Bool = true) {
    self.writable = writable
    self.executable = executable
    self.isApart = isApart
  }
}

// MARK: - As words of a command line

extension ConfinementRules {
  private static let writing = "--write="
  private static let executing = "--execute="
  private static let apart = "--apart"
  private static let end = "--"

  var words: [String] {
    writable.map { Self.writing + $0 } + (executable ?? []).map { Self.executing + $0 }
      + (isApart ? [Self.apart] : []) + [Self.end]
  }

  /// Takes the rules from the front of a command line; `nil` where it does not begin with any.
  init?(takenFrom words: inout ArraySlice<String>) {
    self.init(writable: [], isApart: false)
    while let word = words.popFirst() {
      if word == Self.end { return }
      if word == Self.apart {
        isApart = true
      } else if word.hasPrefix(Self.writing) {
        writable.append(String(word.dropFirst(Self.writing.count)))
      } else if word.hasPrefix(Self.executing) {
        executable = (executable ?? []) + [String(word.dropFirst(Self.executing.count))]
      } else {
        return nil
      }
    }
    return nil
  }
}
