internal import Glibc

/// The index as it lies on disk, for a look at a few of its entries.
///
/// To read all entries of a large repository into values takes tens of milliseconds; here they are
/// only passed over, which takes some nanoseconds each. The format is described in
/// <https://git-scm.com/docs/index-format>. Versions 2 and 3 without mandatory extensions are read,
/// which is what git writes unless it is told otherwise.
///
/// The file is read and not mapped: git replaces it, but other programs may write into it or cut it
/// off, and the access to a mapped page that is gone ends a program.
///
/// Sendable although the compiler cannot see it: nobody writes into the bytes.
final class IndexFile: @unchecked Sendable {
  private let bytes: UnsafeRawBufferPointer
  /// Where each entry begins, in byte order of their paths.
  private let offsets: [UInt32]
  /// The positions of the files that configure a project.
  let configurationFiles: [Int]
  /// What git knows of the tree objects that the entries would make.
  let knownTrees: KnownTrees

  /// - Returns: `nil` where the file is of a kind that is not read here, or damaged. An index that
  ///   does not exist is empty.
  init?(path: String) {
    guard let bytes = Self.read(path) else { return nil }
    self.bytes = bytes
    guard let entries = Self.entries(in: bytes),
      let extensions = Self.extensions(in: bytes, from: entries.end)
    else {
      bytes.deallocate()
      return nil
    }
    offsets = entries.offsets
    configurationFiles = entries.configurationFiles
    knownTrees = KnownTrees(extensions, entryCount: offsets.count)
  }

  deinit { bytes.deallocate() }

  var count: Int { offsets.count }

  // MARK: Entries

  func path(at position: Int) -> UnsafeRawBufferPointer {
    Self.path(of: Int(offsets[position]), in: bytes)
  }

  func entry(at position: Int) -> TreeEntry {
    let start = Int(offsets[position])
    return TreeEntry(mode: bytes.word(at: start + 24), id: ObjectID(bytes, at: start + 40))
  }

  /// Whether the entry is one side of a merge that is not resolved.
  func isConflict(at position: Int) -> Bool {
    bytes.half(at: Int(offsets[position]) + 60) & 0x3000 != 0
  }

  /// Whether `git add --intent-to-add` has made the entry, which no commit records.
  func isAnnounced(at position: Int) -> Bool {
    let start = Int(offsets[position])
    return bytes.half(at: start + 60) & Self.extended != 0
      && bytes.half(at: start + 62) & 0x2000 != 0
  }

  /// The position of a file; of its first side where it is in conflict.
  func position(of path: some Collection<UInt8>) -> Int? {
    let position = firstPosition(notBefore: path)
    return position < count && self.path(at: position).elementsEqual(path) ? position : nil
  }

  /// The first position whose path does not come before the text.
  func firstPosition(notBefore path: some Collection<UInt8>) -> Int {
    var low = 0
    var high = offsets.count
    while low < high {
      let middle = (low + high) / 2
      if self.path(at: middle).lexicographicallyPrecedes(path) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  /// The positions of all entries below a directory; the empty path means the whole tree.
  func positions(below directory: some Collection<UInt8>) -> Range<Int> {
    if directory.isEmpty { return 0..<count }
    let start = firstPosition(notBefore: Array(directory) + [UInt8(ascii: "/")])
    // The character after the slash ends the directory.
    return start..<firstPosition(notBefore: Array(directory) + [UInt8(ascii: "/") + 1])
  }

  // MARK: Layout

  private static let extended: UInt16 = 0x4000
  /// The checksum at the end.
  private static let trailerSize = 20

  private static func read(_ path: String) -> UnsafeRawBufferPointer? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno == ENOENT ? Self.empty : nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      (12 + trailerSize...Int(UInt32.max)).contains(Int(status.st_size))
    else { return nil }
    let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Int(status.st_size), alignment: MemoryLayout<UInt64>.alignment)
    guard fill(bytes, from: descriptor) else {
      bytes.deallocate()
      return nil
    }
    return UnsafeRawBufferPointer(bytes)
  }

  /// - Returns: whether there was as much to read.
  private static func fill(
    _ bytes: UnsafeMutableRawBufferPointer, from descriptor: Int32
  ) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeMutableRawBufferPointer(rebasing: rest)
      let count = Glibc.read(descriptor, part.baseAddress, part.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static var empty: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }

  /// What one walk over the entries finds.
  private struct Entries {
    var offsets: [UInt32] = []
    var configurationFiles: [Int] = []
    /// Where the last one ends.
    var end = 0
  }

  /// - Returns: `nil` where the entries do not fit into the file or are not in order, on which all
  ///   searches rely.
  private static func entries(in bytes: UnsafeRawBufferPointer) -> Entries? {
    var entries = Entries()
    if bytes.isEmpty { return entries }
    guard bytes.starts(with: "DIRC".utf8), [2, 3].contains(bytes.word(at: 4)) else { return nil }
    let count = Int(bytes.word(at: 8))
    entries.offsets.reserveCapacity(min(count, bytes.count / 64))
    var position = 12
    for place in 0..<count {
      guard position + 72 <= bytes.count else { return nil }
      if let last = entries.offsets.last, !isInOrder(Int(last), position, in: bytes) {
        return nil
      }
      entries.offsets.append(UInt32(position))
      // One to eight NULs follow the path, up to a multiple of eight.
      let start = position + nameOffset(of: position, in: bytes)
      let end = start + length(of: position, in: bytes)
      guard end <= bytes.count else { return nil }
      if isConfiguration(start..<end, in: bytes) { entries.configurationFiles.append(place) }
      position += (end - position + 8) & ~7
    }
    entries.end = position
    return position + trailerSize <= bytes.count ? entries : nil
  }

  /// Whether a path is that of a project's configuration; its last byte tells that of most others.
  private static func isConfiguration(_ path: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Bool
  {
    let start = path.upperBound - configurationName.count
    guard start >= path.lowerBound, bytes[path.upperBound - 1] == configurationName.last,
      start == path.lowerBound || bytes[start - 1] == UInt8(ascii: "/")
    else { return false }
    return bytes[start..<path.upperBound].elementsEqual(configurationName)
  }

  private static let configurationName = Array(ConfigurationFile.name.utf8)

  private static func isInOrder(
    _ entry: Int, _ next: Int, in bytes: UnsafeRawBufferPointer
  ) -> Bool {
    guard next + nameOffset(of: next, in: bytes) + length(of: next, in: bytes) <= bytes.count else {
      return false
    }
    let path = path(of: entry, in: bytes)
    let following = Self.path(of: next, in: bytes)
    guard let start = path.baseAddress, let other = following.baseAddress else {
      return path.isEmpty
    }
    let order = memcmp(start, other, min(path.count, following.count))
    return order < 0 || order == 0 && path.count <= following.count
  }

  private static func path(
    of entry: Int, in bytes: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    let name = entry + nameOffset(of: entry, in: bytes)
    return UnsafeRawBufferPointer(rebasing: bytes[name..<name + length(of: entry, in: bytes)])
  }

  private static func nameOffset(of entry: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    bytes.half(at: entry + 60) & extended == 0 ? 62 : 64
  }

  /// The length of an entry's path; one that does not fit into twelve bits ends with a NUL.
  private static func length(of entry: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    let length = Int(bytes.half(at: entry + 60) & 0xFFF)
    guard length == 0xFFF else { return length }
    let name = entry + nameOffset(of: entry, in: bytes)
    return bytes[name...].prefix { $0 != 0 }.count
  }

  /// - Returns: the tree extension's bytes, which may be none; `nil` where an extension says that
  ///   the entries are not all there is, as in a split or sparse index.
  private static func extensions(
    in bytes: UnsafeRawBufferPointer, from start: Int
  ) -> UnsafeRawBufferPointer? {
    var position = start
    var trees = empty
    while position + 8 + trailerSize <= bytes.count {
      let content = position + 8
      let end = content + Int(bytes.word(at: position + 4))
      guard end + trailerSize <= bytes.count, (0x41...0x5A).contains(bytes[position]) else {
        return nil
      }
      if bytes[position..<content].starts(with: "TREE".utf8) {
        trees = UnsafeRawBufferPointer(rebasing: bytes[content..<end])
      }
      position = end
    }
    return trees
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func word(at offset: Int) -> UInt32 {
    UInt32(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  fileprivate func half(at offset: Int) -> UInt16 {
    UInt16(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt16.self))
  }
}

extension ObjectID {
  /// Reads the twenty bytes of an id.
  init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    self.init(
      first: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)),
      middle: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)),
      last: UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 16, as: UInt32.self)))
  }
}
