internal import Engine
package import Files
internal import GitRepository
internal import ModelProviders
internal import SchemaModel

/// Snapshots that were built before, by what they were built from.
///
/// They lie in `migrate/snapshots` below the repository's common directory, and may be removed at any
/// time. A file appears whole or not at all, and one that is damaged counts as absent; so several
/// runs may use the folder at once. Nothing here ever makes a command fail.
package struct SnapshotCache: Sendable {
  private let folder: String
  private let temporaryFolder: String

  package init(commonDirectory: String) {
    folder = commonDirectory + "/migrate/snapshots"
    temporaryFolder = commonDirectory + "/migrate/tmp"
  }

  /// A snapshot that takes more than this is not kept, nor are more than these together.
  private static let sizeLimit = 64 << 20
  private static let countLimit = 512

  // MARK: Snapshots

  func models(_ key: SnapshotKey) -> SnapshotBuilder.Models? {
    read(key.name) { reader throws(DamagedStore) in
      let schema: Schema = try reader.value()
      let stubs = try reader.texts()
      let notes = try reader.list { reader throws(DamagedStore) in
        try ModelNote(from: &reader)
      }
      return SnapshotBuilder.Models(schema: schema, stubs: stubs, notes: notes)
    }
  }

  func store(_ models: SnapshotBuilder.Models, as key: SnapshotKey) {
    write(key.name) { writer in
      writer.write(models.schema)
      writer.write(models.stubs)
      writer.write(models.notes) { $1.store(in: &$0) }
    }
  }

  // MARK: Dumps

  func dump(_ key: SnapshotKey) -> SchemaDump? {
    read(key.name) { reader throws(DamagedStore) in SchemaDump(statements: try reader.texts()) }
  }

  func store(_ dump: SchemaDump, as key: SnapshotKey) {
    write(key.name) { writer in writer.write(dump.statements) }
  }

  // MARK: Dependencies

  /// How many different sets of dependencies are remembered of one project: those of a few branches.
  private static let memory = 8

  /// What models of this scope have depended on at earlier runs, the latest first.
  func dependencies(_ scope: SnapshotKey) -> [ModelDependencies] {
    read(scope.name) { reader throws(DamagedStore) in
      try reader.list { reader throws(DamagedStore) in try ModelDependencies(from: &reader) }
    } ?? []
  }

  func remember(_ dependencies: ModelDependencies, of scope: SnapshotKey) {
    let known = self.dependencies(scope).filter { $0 != dependencies }
    write(scope.name) { writer in
      writer.write([dependencies] + known.prefix(Self.memory - 1)) { $1.store(in: &$0) }
    }
  }

  // MARK: Parts

  /// The schemas of parts by the digests of their scripts.
  func parts(_ scope: SnapshotKey) -> [String: Schema] {
    let parts = read(scope.name) { reader throws(DamagedStore) in
      try reader.list { reader throws(DamagedStore) -> (String, Schema) in
        (try reader.text(), try reader.value())
      }
    }
    return Dictionary(parts ?? []) { first, _ in first }
  }

  func store(_ parts: [(digest: String, schema: Schema)], as scope: SnapshotKey) {
    write(scope.name) { writer in
      writer.write(parts) { writer, part in
        writer.write(part.digest)
        writer.write(part.schema)
      }
    }
  }

  // MARK: Files

  /// Removes all snapshots.
  ///
  /// - Returns: how many files there were, and their size in bytes.
  package func clear() throws(FileError) -> (count: Int, size: Int) {
    let files = try self.files()
    for file in files { try FileSystem.remove(file.path) }
    return (files.count, files.map(\.size).reduce(0, +))
  }

  private func read<Value>(
    _ name: String, _ body: (inout StoredReader) throws(DamagedStore) -> Value
  ) -> Value? {
    guard let bytes = try? FileSystem.bytes(at: folder + "/" + name), bytes.count > 41,
      let digest = ObjectID(hex: String(decoding: bytes[..<40], as: UTF8.self))
    else { return nil }
    let content = Array(bytes[41...])
    guard Repository.blobID(of: content) == digest else { return nil }
    var reader = StoredReader(content)
    guard let value = try? body(&reader), reader.isAtEnd else { return nil }
    return value
  }

  private func write(_ name: String, _ body: (inout StoredWriter) -> Void) {
    var writer = StoredWriter()
    body(&writer)
    guard writer.bytes.count < Self.sizeLimit / 4 else { return }
    let head = Array((Repository.blobID(of: writer.bytes).hex + "\n").utf8)
    do {
      try FileSystem.createDirectory(folder)
      try makeRoom(for: writer.bytes.count)
      try AtomicFile.write(
        head + writer.bytes, to: folder + "/" + name, by: temporaryFolder, isDurable: false)
    } catch {}
  }

  /// Removes the oldest files where there would be too many.
  private func makeRoom(for size: Int) throws(FileError) {
    var files = try self.files().sorted { $0.age < $1.age }
    var total = files.map(\.size).reduce(size, +)
    while total > Self.sizeLimit || files.count >= Self.countLimit, !files.isEmpty {
      let oldest = files.removeFirst()
      try FileSystem.remove(oldest.path)
      total -= oldest.size
    }
  }

  private func files() throws(FileError) -> [(path: String, size: Int, age: Int)] {
    guard try FileSystem.kind(of: folder) == .directory else { return [] }
    var files: [(String, Int, Int)] = []
    for name in try FileSystem.entries(of: folder) {
      let path = folder + "/" + name
      files.append(
        (path, FileSystem.size(of: path) ?? 0, FileSystem.modificationTime(of: path) ?? 0))
    }
    return files
  }
}

extension ModelDependencies {
  fileprivate func store(in writer: inout StoredWriter) {
    for list in [paths, folders, outside, searched, variables] { writer.write(list) }
  }

  fileprivate init(from reader: inout StoredReader) throws(DamagedStore) {
    self.init(
      paths: try reader.texts(), folders: try reader.texts(), outside: try reader.texts(),
      searched: try reader.texts(), variables: try reader.texts())
  }
}

extension ModelNote {
  fileprivate func store(in writer: inout StoredWriter) {
    switch self {
    case .bindSkipped(let name): writer.write(["bind", name])
    case .factoryCalled(let name): writer.write(["factory", name])
    case .filling(let column, let value): writer.write(["filling", column, value])
    case .namesUnfollowed(let reason): writer.write(["unfollowed", reason])
    case .statementsSkipped(let kind, let count, let first):
      writer.write(["skipped", kind, String(count), first])
    case .fileOfWorkingTree(let path): writer.write(["file", path])
    case .grants(let count, let first): writer.write(["grants", String(count), first])
    }
  }

  fileprivate init(from reader: inout StoredReader) throws(DamagedStore) {
    let texts = try reader.texts()
    switch (texts.first, texts.count) {
    case ("bind", 2): self = .bindSkipped(texts[1])
    case ("factory", 2): self = .factoryCalled(texts[1])
    case ("filling", 3): self = .filling(column: texts[1], value: texts[2])
    case ("unfollowed", 2): self = .namesUnfollowed(texts[1])
    case ("skipped", 4):
      self = .statementsSkipped(kind: texts[1], count: Int(texts[2]) ?? 0, first: texts[3])
    case ("file", 2): self = .fileOfWorkingTree(texts[1])
    case ("grants", 3): self = .grants(count: Int(texts[1]) ?? 0, first: texts[2])
    default: throw DamagedStore()
    }
  }
}
