/// A file that a merge has left to a person, on each of its sides.
package struct Conflict: Hashable, Sendable {
  package let path: String
  /// The common ancestor's content; `nil` where that had no such file.
  package let base: [UInt8]?
  /// In a merge the content of the branch that is checked out; in a rebase that of the new base.
  package let ours: [UInt8]?
  package let theirs: [UInt8]?
}

extension Repository {
  /// The files at and below a folder that are not merged.
  package func conflicts(below folder: String) async throws -> [Conflict] {
    let records = try await IndexReader(repository: self).records().filter {
      $0.stage != .merged && ($0.path == folder || $0.path.hasPrefix(folder + "/"))
    }
    let sides = Dictionary(grouping: records, by: \.path)
    return try sides.sorted { $0.key < $1.key }.map { path, records in
      Conflict(
        path: path, base: try content(of: .base, among: records),
        ours: try content(of: .ours, among: records),
        theirs: try content(of: .theirs, among: records))
    }
  }

  private func content(
    of stage: IndexRecord.Stage, among records: [IndexRecord]
  ) throws(GitError) -> [UInt8]? {
    guard let record = records.first(where: { $0.stage == stage }) else { return nil }
    guard let bytes = try blob(record.entry.id) else {
      throw GitError.missingObject(path: record.path, id: record.entry.id)
    }
    return bytes
  }
}
