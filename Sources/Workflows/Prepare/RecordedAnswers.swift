internal import Revisions
internal import SchemaModel

/// What a person has said when a revision was prepared, as its headers keep it.
///
/// When the revision is amended they need not say it again.
struct RecordedAnswers {
  var renames: [RenameRequest]
  var refusesRenames: Bool
  var backfills: [ColumnPath: String]
  var conversions: [ColumnPath: String]

  init(_ file: RevisionFile) {
    renames = file.recordedRenames.filter { $0.evidence == .option }
    refusesRenames = file.values(of: RevisionHeaderName.renames).contains(Self.none)
    backfills = Self.expressions(file.values(of: RevisionHeaderName.backfill))
    conversions = Self.expressions(file.values(of: RevisionHeaderName.conversion))
  }

  /// The value of the header that says that nothing was renamed.
  static let none = "none"

  private static func expressions(_ texts: [String]) -> [ColumnPath: String] {
    Dictionary(texts.compactMap(expression), uniquingKeysWith: { $1 })
  }

  /// Reads `users.age 0`: a column and an SQL expression.
  private static func expression(_ text: String) -> (ColumnPath, String)? {
    guard let space = text.firstIndex(of: " "), let path = ColumnPath(text[..<space]) else {
      return nil
    }
    return (path, String(text[text.index(after: space)...]))
  }
}

extension PrepareRequest {
  /// The request with what was said before, as far as it is not said otherwise now.
  func repeating(_ answers: RecordedAnswers) -> PrepareRequest {
    var request = self
    let renamed = Set(renames.map(\.names.old))
    if !refusesRenames {
      request.renames += answers.renames.filter { !renamed.contains($0.names.old) }
    }
    request.refusesRenames = refusesRenames || (answers.refusesRenames && renames.isEmpty)
    request.backfills = answers.backfills.merging(backfills) { $1 }
    request.conversions = answers.conversions.merging(conversions) { $1 }
    return request
  }
}

extension RevisionFile {
  /// The values of a header that the file format leaves open.
  func values(of header: String) -> [String] {
    revision.otherHeaders.filter { $0.name == header }.map(\.value)
  }
}
