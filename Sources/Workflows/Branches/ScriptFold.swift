internal import Engine
internal import Revisions
internal import SchemaModel

/// Pending revisions folded by running their scripts one after the other, and back in reverse.
///
/// So the effect is the same by construction, whatever a person has written.
struct ScriptFold {
  let pending: PendingRevisions
  let dialects: [Dialect]
  /// Whether a foreign key of the schemas on the way changes rows, so that it matters whether keys
  /// are enforced.
  let hasActingKeys: Bool

  /// - Throws: ``BranchError/cannotFold(_:)``, ``RevisionRunError/noSection(path:dialect:)``.
  func sections() throws -> [Section] {
    try [Section.Direction.up, .down].flatMap { direction in
      let sections = try dialects.map { try section(direction, $0) }
      guard let first = sections.first, sections.allSatisfy({ $0.isSame(as: first) }) else {
        return sections
      }
      return [Section(direction, options: first.options, body: first.body)]
    }
  }

  private func section(_ direction: Section.Direction, _ dialect: Dialect) throws -> Section {
    let files = direction == .up ? pending.files : pending.files.reversed()
    let parts = try files.map { file in
      guard let section = file.revision.section(direction, dialect: dialect.rawValue) else {
        throw RevisionRunError.noSection(path: file.path, dialect: dialect)
      }
      return Part(file: file, section: section)
    }
    let reasons = parts.compactMap(\.irreversibility)
    if !reasons.isEmpty {
      return Section(
        direction, dialect: dialect.rawValue,
        body: .irreversible(reason: reasons.joined(separator: "; ")))
    }
    let scripts = parts.filter { !$0.script.isEmpty }
    let options = try options(of: scripts)
    let text = scripts.map(\.text).joined(separator: "\n\n")
    let head = scripts.first?.prechecks ?? ""
    return Section(
      direction, dialect: dialect.rawValue, options: SectionOptions(options),
      body: .sql(
        head + (options.suspendsForeignKeys ? ForeignKeySuspension.wrap(text + "\n") : text)))
  }

  private func options(of parts: [Part]) throws -> ScriptOptions {
    guard let first = parts.first else { return ScriptOptions() }
    if let part = parts.first(where: { !$0.section.options.transaction }),
      parts.contains(where: \.section.options.transaction)
    {
      throw BranchError.cannotFold(.transaction(path: part.file.path))
    }
    let suspending = parts.first(where: \.section.suspendsForeignKeys)
    let enforcing = parts.first { !$0.section.suspendsForeignKeys }
    // Where no key acts on rows, all that enforcing does is to refuse. The check at the end of a
    // script does that too, but for a key that is gone by then, which the trial with rows shows.
    if let suspending, let enforcing, hasActingKeys {
      throw BranchError.cannotFold(
        .foreignKeys(path: enforcing.file.path, other: suspending.file.path))
    }
    return ScriptOptions(
      isTransactional: first.section.options.transaction, suspendsForeignKeys: suspending != nil)
  }

  /// What one revision gives to the whole.
  private struct Part {
    let file: RevisionFile
    let section: Section

    var irreversibility: String? {
      if case .irreversible(let reason) = section.body { reason } else { nil }
    }

    var script: String {
      if case .sql(let text) = section.body {
        ForeignKeySuspension.unwrap(Script.withoutPrechecks(text))
      } else {
        ""
      }
    }

    /// The queries that the script asks for; those of a later one would speak of what is not yet there.
    var prechecks: String {
      guard case .sql(let text) = section.body else { return "" }
      let lines = Script(text, path: file.path).prechecks.map(\.line).joined()
      return lines.isEmpty ? "" : lines + "\n"
    }

    /// The script with where it comes from, and with an end to its last statement.
    var text: String {
      let lines = script.split(separator: "\n")
      let last = lines.last { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("--") } ?? ";"
      let end = last.last { !$0.isWhitespace } == ";" ? "" : "\n;"
      let message = file.revision.message
      let title = message.isEmpty ? file.id.text : "\(file.id) \(message)"
      return "-- From \(title)\n\(script)\(end)"
    }
  }
}

extension Section {
  fileprivate func isSame(as other: Section) -> Bool {
    body == other.body && options == other.options
  }
}

extension Schema {
  /// Whether a foreign key deletes or changes rows by itself.
  var hasActingKeys: Bool {
    tables.contains { table in
      table.constraints.contains { constraint in
        guard case .foreignKey(let key) = constraint.rule else { return false }
        return [key.onDelete, key.onUpdate].contains { $0 != .noAction && $0 != .restrict }
      }
    }
  }
}
