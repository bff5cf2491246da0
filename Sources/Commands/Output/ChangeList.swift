internal import SchemaModel
internal import Workflows

/// A list of changes as `git status` would show it: grouped by table, one line each.
struct ChangeList {
  let changes: [SchemaChange]
  let dialect: Dialect
  /// Where the knowledge of a rename comes from, by the old and new name in full.
  var renames: [RenameRequest] = []
  var colors: Colors
  /// Whether differences are shown that no statement could tell.
  var showsCosmetic = false

  var lines: [String] {
    wholeTables + modifiedTables + renamed + deletedColumns + deletedTables + objects
  }

  private var shown: [SchemaChange] {
    showsCosmetic ? changes : changes.filter { !$0.isCosmetic(in: dialect) }
  }

  private func line(_ label: String, _ text: String, _ color: Colors.Color) -> String {
    let padding = String(repeating: " ", count: max(1, 12 - label.count - 1))
    return "\t" + colors.paint("\(label):\(padding)\(text)", color)
  }

  // MARK: Tables

  private var wholeTables: [String] {
    shown.compactMap { change in
      if case .createTable(let table) = change {
        line("new table", table.name.description, .green)
      } else {
        nil
      }
    }
  }

  private var deletedTables: [String] {
    shown.compactMap { change in
      if case .dropTable(let table) = change {
        line("deleted", table.name.description, .red)
      } else {
        nil
      }
    }
  }

  private var modifiedTables: [String] {
    let details = shown.flatMap(ChangeDetail.details)
    var order: [Name] = []
    for detail in details where !order.contains(detail.table) { order.append(detail.table) }
    return order.flatMap { table in
      let own = details.filter { $0.table == table }
      let width = own.filter(\.isColumn).map(\.subject.count).max() ?? 0
      return [line("modified", table.description, .cyan)]
        + own.map { "\t              " + colors.paint($0.text(width: width), $0.color) }
    }
  }

  // MARK: Names

  private var renamed: [String] {
    shown.compactMap { change in
      switch change {
      case .renameColumn(let from, let to, let table):
        renameLine("\(oldName(of: table)).\(from)", "\(table).\(to)")
      case .renameTable(let from, let to), .renameObject(_, let from, let to):
        renameLine(from.description, to.description)
      case .renameLabel(let from, let to, let type), .renameAttribute(let from, let to, let type):
        renameLine("\(type).\(from)", "\(type).\(to)")
      default: nil
      }
    }
  }

  private func oldName(of table: Name) -> Name {
    for case .renameTable(let from, table) in changes { return from }
    return table
  }

  private func renameLine(_ old: String, _ new: String) -> String {
    let evidence = renames.first {
      $0.old.parts.joined(separator: ".").lowercased() == old.lowercased()
    }
    return line("renamed", "\(old) -> \(new)", .cyan)
      + (evidence.map { "   (\($0.evidence.label))" } ?? "")
  }

  private var deletedColumns: [String] {
    shown.compactMap { change in
      if case .dropColumn(let column, let table) = change {
        line("deleted", "\(table).\(column.name)", .red)
      } else {
        nil
      }
    }
  }

  // MARK: Views and triggers

  private var objects: [String] {
    let created = shown.compactMap { change -> SchemaObject? in
      if case .createObject(let object) = change { object } else { nil }
    }
    let dropped = shown.compactMap { change -> SchemaObject? in
      if case .dropObject(let object) = change { object } else { nil }
    }
    return alteredObjects
      + created.filter { !isPart($0) }.map { object in
        dropped.contains { $0.reference == object.reference }
          ? line("modified", object.title, .cyan)
          : line("new \(object.kind.rawValue)", object.place, .green)
      }
      + dropped.filter { object in
        !isPart(object) && !created.contains { $0.reference == object.reference }
      }
      .map { line("deleted", $0.title, .red) }
  }

  /// Whether the object comes or goes with a column, as the sequence of a `serial` does.
  private func isPart(_ object: SchemaObject) -> Bool {
    guard object.kind == .sequence,
      let owner = object.attributes["owned by"]?.replacing("\"", with: "")
    else { return false }
    return shown.contains { change in
      switch change {
      case .createTable(let table), .dropTable(let table): owner.hasPrefix("\(table.name).")
      case .addColumn(let column, let table), .dropColumn(let column, let table),
        .alterColumn(_, let column, let table):
        owner == "\(table).\(column.name)"
      default: false
      }
    }
  }

  private var alteredObjects: [String] {
    shown.flatMap { change -> [String] in
      guard case .alterObject(let from, let to) = change else { return [] }
      let details = ChangeDetail.details(from: from, to: to)
      let width = details.filter(\.isColumn).map(\.subject.count).max() ?? 0
      return [line("modified", to.title, .cyan)]
        + details.map { "\t              " + colors.paint($0.text(width: width), $0.color) }
    }
  }
}

extension SchemaObject {
  /// The kind and the name: `view emails`, `comment on column users.email`.
  fileprivate var title: String {
    switch kind {
    case .comment, .privileges: "\(kind.rawValue) on \(name)"
    case .owner, .defaultPrivileges: "\(kind.rawValue) of \(name)"
    default: "\(kind.rawValue) \(place)"
    }
  }

  /// The name, with the table that it belongs to.
  fileprivate var place: String { table.map { "\(name) on \($0)" } ?? name.description }
}
