internal import GitRepository
internal import SchemaModel
internal import Workflows

/// What `blame` has found, a line for each part of the table.
struct BlameText {
  let report: Workflows.Blame.Report
  let colors: Colors

  var lines: [String] {
    let rows = report.lines.map(row)
    let widths = (0..<3).map { column in rows.map { $0.origin[column].count }.max() ?? 0 }
    let nameWidth = rows.filter(\.isColumn).map(\.subject.count).max() ?? 0
    return rows.map { row in
      let origin = zip(row.origin, widths).map { $0.padded(to: $1) }
      let subject = row.isColumn ? row.subject.padded(to: nameWidth) + "  " : row.subject + " "
      return "\(colors.paint(origin[0], .yellow)) (\(origin[1]) \(origin[2])) \(subject)\(row.text)"
    }
  }

  /// What the lines cannot tell.
  var messages: [Message] {
    var messages: [Message] = []
    if let first = report.unreadable.first {
      let others = report.unreadable.count - 1
      let names = "'\(first.tree)'" + (others > 0 ? " and \(counted(others, "other commit"))" : "")
      messages.append(
        Message(
          .warning,
          "cannot read the models of \(names): "
            + "what \(others > 0 ? "they" : "it") brought is shown at the next commit"))
    }
    if report.lines.contains(where: \.isBoundary) {
      messages.append(
        Message(
          .warning, "the history before '^' is not in this clone",
          hints: Message.completingShallowClone))
    }
    return messages
  }

  // MARK: Rows

  private struct Row {
    /// Commit; author and date; release.
    let origin: [String]
    let isColumn: Bool
    let subject: String
    let text: String
  }

  private func row(_ line: Workflows.Blame.Line) -> Row {
    let past = line.pastNames.map { "\($0.name) until \($0.commit?.id.abbreviated ?? "now")" }
    let names = past.isEmpty ? "" : "  (\(past.joined(separator: ", ")))"
    let isColumn = if case .column = line.part { true } else { false }
    return Row(
      origin: Self.origin(line), isColumn: isColumn, subject: line.part.subject,
      text: (line.part == .table ? report.name.description : line.part.text) + names)
  }

  private static func origin(_ line: Workflows.Blame.Line) -> [String] {
    guard let commit = line.commit else { return ["0000000", "not committed", ""] }
    return [
      (line.isBoundary ? "^" : "") + commit.id.abbreviated,
      "\(commit.author.name) \(Timestamp.day(of: commit.author))",
      line.release?.name ?? "no release",
    ]
  }

  // MARK: JSON

  private var isOfTable: Bool {
    if case .object = report.lines.first?.part { false } else { true }
  }

  var json: String {
    CanonicalJSON.object([
      isOfTable ? "table" : "object": .string(report.name.description),
      "snapshots": .number(report.snapshotCount),
      "parts": .array(report.lines.map(Self.json)),
    ]).text
  }

  private static func json(_ line: Workflows.Blame.Line) -> CanonicalJSON {
    var members: [String: CanonicalJSON] = [
      "kind": .string(line.part.kind), "name": .string(line.part.name),
      "text": .string(line.part.text), "boundary": .bool(line.isBoundary),
      "pastNames": .array(
        line.pastNames.map { past in
          .object(["name": .string(past.name), "until": .string(past.commit?.id.hex ?? "")])
        }),
    ]
    if let commit = line.commit {
      members["commit"] = .string(commit.id.hex)
      members["author"] = .string(commit.author.name)
      members["email"] = .string(commit.author.email)
      members["date"] = .string(Timestamp.day(of: commit.author))
      members["subject"] = .string(commit.subject)
    }
    if let release = line.release { members["release"] = .string(release.name) }
    return .object(members)
  }
}

extension SchemaPart {
  fileprivate var kind: String {
    switch self {
    case .table: "table"
    case .column: "column"
    case .constraint(let constraint): constraint.rule.kindName
    case .index(let index): index.kindName
    case .object(let object): object.kind.rawValue
    }
  }

  /// Empty for the table and for a constraint without a name.
  fileprivate var name: String {
    switch self {
    case .table: ""
    case .column(let column): column.name.spelling
    case .constraint(let constraint): constraint.name?.spelling ?? ""
    case .index(let index): index.name.spelling
    case .object(let object): object.name.description
    }
  }

  /// How a line begins that tells of the part: the name of a column, the kind of the rest.
  fileprivate var subject: String {
    if case .column = self { name } else { kind }
  }

  fileprivate var text: String {
    switch self {
    case .table: ""
    case .column(let column): column.summary
    case .constraint(let constraint): constraint.rule.summary
    case .index(let index): "\(index.name) \(index.summary)"
    case .object(let object) where object.kind == .enumeration:
      "\(object.name) \(object.definition)"
    case .object(let object): object.name.description
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }
}
