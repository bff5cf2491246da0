internal import SchemaModel
internal import Workflows

/// The changes of several dialects: one list, or where they differ one for each that has changes.
struct DialectChangeList {
  let sides: [DialectChanges]
  var renames: [RenameRequest] = []
  let colors: Colors

  var lines: [String] {
    let lists = sides.map { side in
      ChangeList(changes: side.changes, dialect: side.dialect, renames: renames, colors: colors)
        .lines
    }
    guard Set(lists).count > 1 else { return lists.first ?? [] }
    return zip(sides, lists).flatMap { side, lines in
      lines.isEmpty ? [] : ["\tin \(side.dialect.rawValue):"] + lines
    }
  }
}
