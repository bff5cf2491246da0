internal import GitRepository
internal import Revisions
internal import SchemaModel
internal import Workflows

/// A check's findings for programs: one a line, its kind first, parts set apart by tabs.
enum PorcelainCheck {
  static func lines(_ report: CheckReport) -> [String] {
    report.problems.flatMap { problem -> [String] in
      switch problem {
      case .unmigrated(let changes, let dialect):
        changes.map { change in
          let fields = ChangeFields(change)
          return
            "unmigrated\t\(dialect.rawValue)\t\(fields.kind)\t\(fields.object)\t\(fields.detail)"
        }
      case .severalHeads(let files): files.map { "head\t\($0.id)\t\($0.path)" }
      case .releasesMissing(let releases): releases.map { "missing\t\($0.name)\t\($0.path)" }
      case .deployedRevisionsChanged(let changes):
        changes.map { change in
          let facts = "\t\(change.release.name)\t\(change.id)\t\(change.path)"
          return switch change.kind {
          case .edited: "edited" + facts
          case .deleted: "deleted" + facts
          case .renamed(let path): "renamed" + facts + "\t" + path
          }
        }
      }
    }
  }
}
