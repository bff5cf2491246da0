/// The ids of the tree objects that the entries of an index would make, as far as git knows them.
///
/// Git writes them into the index's extension `TREE` whenever it makes a tree of it, as `git commit`
/// does before it runs hooks, and forgets those of the folders in which something changes.
struct KnownTrees {
  /// A folder, followed by those below it.
  struct Folder {
    let name: UnsafeRawBufferPointer
    /// How many entries are below the folder; `nil` where its id is not known.
    let entryCount: Int?
    let id: ObjectID?
    /// How many folders, at any depth, follow that are below this one.
    fileprivate(set) var descendants: Int
  }

  private let folders: [Folder]

  /// - Parameters:
  ///   - bytes: the content of the extension, which is taken for empty where it is damaged.
  ///   - entryCount: how many entries the index has.
  init(_ bytes: UnsafeRawBufferPointer, entryCount: Int) {
    var reader = Reader(bytes: bytes)
    let isWhole = reader.readFolder() && reader.position == bytes.count
    let isOfIndex = reader.folders.first?.entryCount.map { $0 == entryCount } ?? true
    folders = isWhole && isOfIndex ? reader.folders : []
  }

  /// The position of the whole tree's folder.
  var root: Int? { folders.isEmpty ? nil : 0 }

  subscript(position: Int) -> Folder { folders[position] }

  /// The position of the folder of that name directly below another one.
  func folder(_ name: some Collection<UInt8>, in parent: Int) -> Int? {
    var position = parent + 1
    let end = parent + folders[parent].descendants
    while position <= end {
      if folders[position].name.elementsEqual(name) { return position }
      position += folders[position].descendants + 1
    }
    return nil
  }

  /// Reads `<name> NUL <entries> SP <folders> LF [<id>]` and, as many times, the folders below.
  private struct Reader {
    let bytes: UnsafeRawBufferPointer
    var position = 0
    var folders: [Folder] = []

    /// More folders within each other than this are in no path that a system opens.
    private static let greatestDepth = 4096

    mutating func readFolder(depth: Int = 0) -> Bool {
      guard depth < Self.greatestDepth, let name = field(until: 0),
        let entries = number(until: UInt8(ascii: " ")),
        let below = number(until: UInt8(ascii: "\n"))
      else { return false }
      var id: ObjectID?
      if entries >= 0 {
        guard position + 20 <= bytes.count else { return false }
        id = ObjectID(bytes, at: position)
        position += 20
      }
      let place = folders.count
      folders.append(
        Folder(name: name, entryCount: entries >= 0 ? entries : nil, id: id, descendants: 0))
      for _ in 0..<max(below, 0) {
        guard readFolder(depth: depth + 1) else { return false }
      }
      folders[place].descendants = folders.count - place - 1
      return true
    }

    private mutating func field(until end: UInt8) -> UnsafeRawBufferPointer? {
      guard let length = bytes[position...].firstIndex(of: end).map({ $0 - position }) else {
        return nil
      }
      defer { position += length + 1 }
      return UnsafeRawBufferPointer(rebasing: bytes[position..<position + length])
    }

    private mutating func number(until end: UInt8) -> Int? {
      guard var digits = field(until: end).map({ $0[...] }), !digits.isEmpty else { return nil }
      let isNegative = digits.first == UInt8(ascii: "-")
      if isNegative { digits = digits.dropFirst() }
      var number = 0
      for digit in digits {
        guard (0x30...0x39).contains(digit), number < Int(Int32.max) else { return nil }
        number = number * 10 + Int(digit - 0x30)
      }
      return isNegative ? -number : number
    }
  }
}
