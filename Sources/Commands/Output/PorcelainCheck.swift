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
      case .deployedRevisionsChanged(let tag, let differences):
        differences.map { difference in
          switch difference {
          case .edited(let id, let path): "edited\t\(tag.name)\t\(id)\t\(path)"
          case .deleted(let id, let path): "deleted\t\(tag.name)\t\(id)\t\(path)"
          case .renamed(let id, let from, let to): "renamed\t\(tag.name)\t\(id)\t\(from)\t\(to)"
          }
        }
      }
    }
  }
}
