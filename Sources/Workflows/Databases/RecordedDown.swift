internal import Engine
internal import Revisions
internal import SchemaModel

/// The down script as the record in a database keeps it: the section with its marker line.
enum RecordedDown {
  static func text(of file: RevisionFile, dialect: Dialect) -> String {
    guard let section = file.revision.section(.down, dialect: dialect.rawValue) else { return "" }
    let alone = Revision(
      id: file.id, parent: nil, message: "",
      sections: [
        Section(.up, body: .sql("")), Section(.down, options: section.options, body: section.body),
      ])
    guard let start = alone.text.firstRange(of: "-- migrate:down") else { return "" }
    return String(alone.text[start.lowerBound...])
  }

  /// The script that a record's entry holds.
  ///
  /// - Throws: ``RevisionRunError``, or `RevisionFileError` where somebody changed the record.
  static func script(of entry: RecordEntry, dialect: Dialect) throws -> Script {
    let path = "schema_revisions:\(entry.revision)"
    let header = "-- Revision: \(entry.revision)\n-- Parent: none\n\n-- migrate:up\n\n"
    let revision = try Revision(parsing: header + entry.down, path: path)
    var script = try RevisionFile(path: path, revision: revision, contentID: "")
      .script(.down, dialect)
    // The record does not keep what led there.
    script.opposite = nil
    script.firstLine -= header.count { $0 == "\n" }
    return script
  }
}
