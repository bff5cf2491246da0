internal import GitRepository
internal import Revisions
internal import SchemaModel
internal import Workflows

/// A check's findings for programs: one a line, its kind first, parts set apart by tabs.
enum PorcelainCheck {
  /// - Parameter project: named at the end of each line, where it is not the one at the root.
  static func lines(_ report: CheckReport, of project: ProjectName) -> [String] {
    let end = project == .top ? "" : "\t" + PrintableText.field(project.description)
    return lines(report).map { $0 + end }
  }

  private static func lines(_ report: CheckReport) -> [String] {
    report.problems.flatMap { problem -> [String] in
      switch problem {
      case .unmigrated(let changes, let dialect):
        changes.map { change in
          let fields = ChangeFields(change)
          return line("unmigrated", dialect.rawValue, fields.kind, fields.object, fields.detail)
        }
      case .severalHeads(let files): files.map { line("head", $0.id.text, $0.path) }
      case .releasesMissing(let releases): releases.map { line("missing", $0.name, $0.path) }
      case .wrongSnapshots(let snapshots):
        snapshots.map { line("snapshot", $0.dialect.rawValue, $0.actual, $0.path) }
      case .deployedRevisionsChanged(let changes):
        changes.map { change in
          let facts = [change.release.name, change.id.text, change.path]
          return switch change.kind {
          case .edited: line("edited", facts)
          case .deleted: line("deleted", facts)
          case .renamed(let path): line("renamed", facts + [path])
          }
        }
      }
    }
  }

  private static func line(_ kind: String, _ fields: String...) -> String { line(kind, fields) }

  private static func line(_ kind: String, _ fields: [String]) -> String {
    ([kind] + fields.map(PrintableText.field)).joined(separator: "\t")
  }
}
