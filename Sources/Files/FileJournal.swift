internal import Glibc

/// The journal of files that change together: for each what it is and what it becomes, and last of
/// all a list of them, without which the change has not begun.
struct FileJournal {
  private struct Entry {
    let path: String
    /// `nil` where there is no file.
    let old: [UInt8]?
    let new: [UInt8]?
  }

  private let root: String
  private let entries: [Entry]

  /// Writes a journal, the list last.
  static func write(
    _ contents: [(path: String, bytes: [UInt8]?)], in folder: String, root: String
  ) throws(FileError) -> FileJournal {
    try FileSystem.createDirectory(folder)
    var entries: [Entry] = []
    for (path, new) in contents.filter({ $0.bytes != nil }) + contents.filter({ $0.bytes == nil }) {
      let old = try FileSystem.bytes(at: root + "/" + path)
      let place = "\(folder)/\(entries.count)"
      do throws(FileError) {
        if let old { try AtomicFile.write(old, to: place + ".old") }
        if let new { try AtomicFile.write(new, to: place + ".new") }
      } catch {
        // Of the journal nobody knows who wants a file written.
        throw FileError(.write, root + "/" + path, code: error.code)
      }
      entries.append(Entry(path: path, old: old, new: new))
    }
    let list = entries.map {
      "\($0.old == nil ? "-" : "o")\($0.new == nil ? "-" : "n")\($0.path)\0"
    }
    try AtomicFile.write(Array(list.joined().utf8), to: folder + "/list")
    return FileJournal(root: root, entries: entries)
  }

  /// `nil` where the journal is not complete.
  static func read(_ folder: String, root: String) -> FileJournal? {
    guard let list = try? FileSystem.bytes(at: folder + "/list") else { return nil }
    var entries: [Entry] = []
    for (index, line) in list.split(separator: 0).enumerated() {
      guard line.count > 2, let path = String(validating: line.dropFirst(2), as: UTF8.self),
        !path.split(separator: "/").contains(".."), !path.hasPrefix("/")
      else { return nil }
      func content(_ mark: UInt8, _ suffix: String) -> [UInt8]?? {
        guard mark != UInt8(ascii: "-") else { return .some(nil) }
        guard let bytes = try? FileSystem.bytes(at: "\(folder)/\(index).\(suffix)") else {
          return nil
        }
        return .some(bytes)
      }
      guard let old = content(line[line.startIndex], "old"),
        let new = content(line[line.startIndex + 1], "new")
      else { return nil }
      entries.append(Entry(path: path, old: old, new: new))
    }
    return FileJournal(root: root, entries: entries)
  }

  /// Whether each file still is what it was, or is already what it becomes.
  var isUndisturbed: Bool {
    entries.allSatisfy { entry in
      do throws(FileError) {
        let bytes = try FileSystem.bytes(at: root + "/" + entry.path)
        return bytes == entry.old || bytes == entry.new
      } catch {
        return false
      }
    }
  }

  /// Writes and then removes what is not so yet.
  ///
  /// - Parameter folder: where temporary files lie.
  /// - Returns: the paths that were changed.
  @discardableResult
  func finish(by folder: String) throws(FileError) -> [String] {
    var changed: [String] = []
    for entry in entries where try FileSystem.bytes(at: root + "/" + entry.path) != entry.new {
      try put(entry.new, at: entry.path, by: folder)
      changed.append(entry.path)
    }
    return changed
  }

  /// Makes the files again what they were, as far as that can be done.
  func takeBack(by folder: String) {
    for entry in entries.reversed() {
      do throws(FileError) {
        guard try FileSystem.bytes(at: root + "/" + entry.path) != entry.old else { continue }
        try put(entry.old, at: entry.path, by: folder)
      } catch {
        continue
      }
    }
  }

  private func put(_ bytes: [UInt8]?, at path: String, by folder: String) throws(FileError) {
    let place = root + "/" + path
    guard let bytes else { return try FileSystem.remove(place) }
    try FileSystem.createDirectory(FileSystem.directory(of: place))
    if try FileSystem.kind(of: place) == nil {
      try AtomicFile.write(bytes, to: place, by: folder)
    } else {
      try AtomicFile.replace(place, with: bytes, by: folder)
    }
  }
}
