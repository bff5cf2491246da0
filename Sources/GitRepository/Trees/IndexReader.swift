internal import CLibgit2

/// Reads the index that the environment names.
struct IndexReader {
  let repository: Repository

  /// - Throws: ``GitError/indexNotReadable(reason:)``.
  func records() async throws(GitError) -> [IndexRecord] {
    do throws(GitError) {
      return try recordsFromFile()
    } catch .library(_, let message) where message.contains("mandatory extension") {
      return try await recordsFromGit()
    } catch .library(_, let message) {
      throw GitError.indexNotReadable(reason: message)
    }
  }

  private func recordsFromFile() throws(GitError) -> [IndexRecord] {
    let index = try Handle(freedBy: git_index_free) { git_index_open($0, repository.indexFile) }
    return (0..<git_index_entrycount(index.pointer)).compactMap { position in
      git_index_get_byindex(index.pointer, position).flatMap { IndexRecord($0.pointee) }
    }
  }

  /// libgit2 cannot read sparse and split indexes.
  private func recordsFromGit() async throws(GitError) -> [IndexRecord] {
    let listing = try await repository.git.run(["ls-files", "--stage", "-z", "--full-name", ":/"])
    let records = listing.split(separator: 0).compactMap { IndexRecord(line: $0) }
    guard records.contains(where: \.mayBeIntentToAdd) else { return records }
    let added = try await repository.git.run(
      ["diff-files", "--name-only", "--diff-filter=A", "-z", "--", ":/"])
    let intended = Set(added.split(separator: 0).map { Array($0) })
    return records.map { $0.intended(intended.contains(Array($0.path.utf8))) }
  }
}

extension IndexRecord {
  init?(_ raw: git_index_entry) {
    guard let path = raw.path, let stage = Stage(flags: raw.flags) else { return nil }
    self.path = String(cString: path)
    self.entry = TreeEntry(mode: raw.mode, id: ObjectID(raw.id))
    self.stage = stage
    self.isIntentToAdd =
      UInt32(raw.flags_extended) & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0
  }

  /// - Parameter line: `<mode> <id> <stage>`, a tab, and the path.
  fileprivate init?(line: ArraySlice<UInt8>) {
    guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
    let facts = String(decoding: line[..<tab], as: UTF8.self).split(separator: " ")
    guard facts.count == 3, let mode = UInt32(facts[0], radix: 8),
      let id = ObjectID(hex: String(facts[1])), let stage = Int(facts[2]).flatMap(Stage.init)
    else { return nil }
    self.init(
      path: String(decoding: line[(tab + 1)...], as: UTF8.self),
      entry: TreeEntry(mode: mode, id: id), stage: stage, isIntentToAdd: false)
  }

  /// Git lists an announced file with the content of an empty one.
  fileprivate var mayBeIntentToAdd: Bool { entry.id == Self.emptyFile }

  private static let emptyFile = Repository.blobID(of: [])

  fileprivate func intended(_ isIntentToAdd: Bool) -> IndexRecord {
    IndexRecord(path: path, entry: entry, stage: stage, isIntentToAdd: isIntentToAdd)
  }
}

extension IndexRecord.Stage {
  fileprivate init?(flags: UInt16) {
    self.init(rawValue: Int(flags & UInt16(GIT_INDEX_ENTRY_STAGEMASK)) >> 12)
  }
}
