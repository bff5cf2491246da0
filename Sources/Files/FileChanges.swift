internal import Glibc
internal import Signals

/// Files that change together: all of them or none, also where the process is killed on the way.
///
/// What is to be is written into a journal first, and what is there now. From then on the change is
/// one that happens: who opens the same folder next finishes what a killed process has begun.
/// A journal that is not complete stands for a change that has not begun, and is removed.
package struct FileChanges: Sendable {
  /// What paths are relative to.
  package let root: String
  /// The folder of journals, which belongs to the root alone.
  package let journals: String
  /// The new content of files by their paths; `nil` for those that go.
  private var contents: [(path: String, bytes: [UInt8]?)] = []

  package init(root: String, journals: String) {
    self.root = root
    self.journals = journals
  }

  package mutating func write(_ bytes: [UInt8], to path: String) { contents.append((path, bytes)) }

  /// Files are removed in the order in which that is asked for, after all are written.
  package mutating func remove(_ path: String) { contents.append((path, nil)) }

  /// Makes the changes.
  ///
  /// - Throws: the first refusal of the operating system; the files are then as they were.
  package func apply() throws(FileError) {
    guard !contents.isEmpty else { return }
    let folder = "\(journals)/\(ProcessMark.own)_\(FileSystem.now)"
    try Termination.uninterrupted { () throws(FileError) in
      do throws(FileError) {
        let journal = try FileJournal.write(contents, in: folder, root: root)
        do throws(FileError) {
          try journal.finish(by: folder)
        } catch {
          journal.takeBack(by: folder)
          throw error
        }
        try FileSystem.remove(folder)
      } catch {
        try? FileSystem.remove(folder)
        throw error
      }
    }
  }

  /// Finishes or removes the changes that killed processes have left.
  ///
  /// Where a file is by now neither what it was nor what it was to become, a person has taken the
  /// matter into their hands, and nothing is changed any more.
  ///
  /// - Returns: the paths that were changed.
  @discardableResult
  package static func recover(root: String, journals: String) throws(FileError) -> [String] {
    var changed: [String] = []
    guard try FileSystem.kind(of: journals) == .directory else { return [] }
    for name in try FileSystem.entries(of: journals).sorted() {
      guard let mark = ProcessMark(name), mark.isDead else { continue }
      let folder = journals + "/" + name
      if let journal = FileJournal.read(folder, root: root), journal.isUndisturbed {
        changed += try journal.finish(by: folder)
      }
      try FileSystem.remove(folder)
    }
    return changed
  }
}
