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
        changes.map { "unmigrated\t\(dialect.rawValue)\t\(kind($0))\t\(subject($0))" }
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

  private static func kind(_ change: SchemaChange) -> String {
    switch change {
    case .createTable: "create-table"
    case .dropTable: "drop-table"
    case .renameTable: "rename-table"
    case .addColumn: "add-column"
    case .dropColumn: "drop-column"
    case .renameColumn: "rename-column"
    case .alterColumn: "alter-column"
    case .reorderColumns: "reorder-columns"
    case .addConstraint: "add-constraint"
    case .dropConstraint: "drop-constraint"
    case .renameConstraint: "rename-constraint"
    case .createIndex: "create-index"
    case .dropIndex: "drop-index"
    case .alterOptions: "alter-options"
    case .createObject(let object): "create-\(object.kind.rawValue.replacing(" ", with: "-"))"
    case .dropObject(let object): "drop-\(object.kind.rawValue.replacing(" ", with: "-"))"
    }
  }

  private static func subject(_ change: SchemaChange) -> String {
    switch change {
    case .createTable(let table), .dropTable(let table): table.name.spelling
    case .renameTable(let from, let to): "\(from)\t\(to)"
    case .addColumn(let column, let table), .dropColumn(let column, let table):
      "\(table).\(column.name)"
    case .renameColumn(let from, let to, let table): "\(table).\(from)\t\(table).\(to)"
    case .alterColumn(_, let to, let table): "\(table).\(to.name)"
    case .reorderColumns(_, _, let table), .alterOptions(_, _, let table): table.spelling
    case .addConstraint(let constraint, let table), .dropConstraint(let constraint, let table),
      .renameConstraint(_, let constraint, let table):
      "\(table)\t\(constraint.rule.kindName) \(constraint.rule.summary)"
    case .createIndex(let index, let table), .dropIndex(let index, let table):
      "\(table)\t\(index.name)"
    case .createObject(let object), .dropObject(let object): object.name.spelling
    }
  }
}
