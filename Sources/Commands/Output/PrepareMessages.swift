internal import Engine
internal import GitRepository
internal import ModelProviders
internal import Proving
internal import Revisions
internal import SchemaModel
internal import Workflows

/// What `prepare` says of its work.
struct PrepareMessages {
  let report: PrepareReport
  let console: Console
  let isDryRun: Bool
  /// What was run.
  let command: RepeatedCommand

  func show() {
    if let kept = report.kept {
      return KeptMessages(
        kept: kept, console: console, isDryRun: isDryRun, accepting: accepting
      ).show()
    }
    showPending()
    if report.pending.isEmpty || hasChanges { console.answer(heading) }
    if hasChanges { console.answer(lines: [""] + changes + [""]) }
    if report.revisions.isEmpty { console.answer(noRevision) }
    for revision in report.revisions { show(revision) }
    showProofs()
    showEffects()
    showNotes()
    showLoss()
    showHazards()
    showDatabaseInTheWay()
  }

  private func showDatabaseInTheWay() {
    guard let url = report.databaseInTheWay, let revision = report.revisions.first else { return }
    let remove = report.isWritten ? "rm \(ShellWord.quoted(revision.path)) && " : ""
    console.show(
      Message(
        .warning, "'\(url)' has tables of these names, and not as the models declare them",
        hints: [
          "If that is what is deployed, tag the commit whose models it has, and run",
          "  \(remove)git migrate prepare <tag>",
        ]))
  }

  /// The order of columns alone is none that a statement could make.
  private var hasChanges: Bool { !changes.isEmpty }

  private var changes: [String] {
    DialectChangeList(sides: report.changes, renames: report.renames, colors: console.colors).lines
  }

  /// What the revisions do that come before the new one, which is not what that does.
  private func showPending() {
    guard let newest = report.pending.last else { return }
    let count = counted(report.pending.count, "pending revision")
    console.answer("In \(count) \(base)\(release)\(history), up to \(newest.id):")
    let lines = DialectChangeList(
      sides: report.pendingChanges, renames: report.pendingRenames, colors: console.colors
    ).lines
    console.answer(lines: [""] + (lines.isEmpty ? ["\tno changes"] : lines) + [""])
  }

  private var heading: String {
    if let adoption = report.adoption {
      let models = "Taken for deployed: the models of the working tree"
      guard case .database(let url) = adoption else { return models }
      return "\(models), which '\(url)' has"
    }
    if let newest = report.pending.last { return "Changes since \(newest.id):" }
    return hasChanges
      ? "Changes \(base)\(release)\(history):" : "No changes \(base)\(release)\(history)"
  }

  private var base: String {
    report.deployment.map { "since \($0.tag.name)" } ?? report.baseline.map { "since \($0.id)" }
      ?? "from an empty database"
  }

  private var release: String { report.release.map { " for \($0)" } ?? "" }

  private var history: String {
    guard let history = report.history else { return "" }
    let models = history.commitsToModels.map { count in
      ", \(count) touch\(count == 1 ? "es" : "") models"
    }
    return " (\(counted(history.commits, "commit"))\(models ?? ""))"
  }

  private var noRevision: String {
    guard let replaced = report.replaced else {
      return "Nothing to do: the revisions lead to the working tree's models"
    }
    return "\(report.isWritten ? "Removed" : "Would remove") \(replaced)"
  }

  private func show(_ prepared: PreparedRevision) {
    let counts = prepared.drafts.map(summary).joined(separator: "; ")
    let verb = report.isWritten ? "Wrote" : "Would write"
    console.answer("\(verb) \(prepared.path)   \(counts)")
    if let replaced = report.replaced, !prepared.isBaseline, replaced != prepared.path {
      console.answer("\(report.isWritten ? "Removed" : "Would remove") \(replaced)")
    }
    if isDryRun { console.answer(verbatim: "\n" + prepared.revision.text) }
  }

  /// Such as `sqlite 7 statements, rewrites users`.
  private func summary(_ draft: PreparedRevision.Draft) -> String {
    let rewritten = draft.proved.hazards.filter { $0.kind == .rewritesTable }.map(\.subject)
    let count = counted(draft.proved.up.statements.count, "statement")
    return "\(draft.dialect.rawValue) \(count)"
      + (rewritten.isEmpty ? "" : ", rewrites \(rewritten.joined(separator: ", "))")
  }

  private func showProofs() {
    guard let prepared = report.revisions.last else { return }
    let start =
      prepared.isBaseline
      ? "empty"
      : report.revisions.count > 1
        ? "baseline" : prepared.revision.parent == nil ? "empty" : startName(prepared)
    let rows = prepared.drafts.map(\.proved.proof.rowsKept).max() ?? 0
    let end =
      prepared.isBaseline ? report.deployment?.tag.name ?? "working tree" : "working tree"
    let left = prepared.drafts.map(\.proved.proof.tablesOutOfReach).max() ?? 0
    let failures = prepared.drafts.compactMap(\.proved.proof.upFailureOnRows)
    let reason = failures.first.map {
      "; without rows, since with some of them it fails: \($0.reason)"
    }
    let kept =
      (reason ?? (rows > 0 ? "; \(counted(rows, "row")) kept" : ""))
      + (prepared.drafts.contains { !$0.proved.proof.prechecksMet.isEmpty }
        ? "; without the rows that make it fail" : "")
      + (left > 0 ? "; \(counted(left, "table")) out of reach" : "")
    if !report.rolesMade.isEmpty {
      console.answer("Roles made for the trial: \(report.rolesMade.joined(separator: ", "))")
    }
    console.answer(
      "Proved on \(listed(prepared.drafts.map(\.engine))): \(start) + revision = \(end), and back\(kept)"
    )
    showUntried("Without rows in the trial", prepared) { $0.tablesWithoutRows }
    showUntried("Out of the trial's reach", prepared) { $0.outOfReach }
  }

  private func showUntried(
    _ heading: String, _ prepared: PreparedRevision, _ tables: (Proof.Result) -> [Name]
  ) {
    let names = prepared.drafts.flatMap { tables($0.proved.proof) }.map(\.description)
    guard !names.isEmpty else { return }
    console.answer("\(heading): \(listed(NameList.short(Set(names).sorted())))")
  }

  private func showEffects() {
    for draft in report.revisions.flatMap(\.drafts) {
      let lines = EffectList(effects: draft.proved.proof.effects).lines
      guard !lines.isEmpty else { continue }
      console.answer("Locks that writers wait for:")
      console.answer(lines: lines)
    }
  }

  /// The release where the revision follows directly on it, else the revision before it.
  private func startName(_ prepared: PreparedRevision) -> String {
    guard let parent = prepared.revision.parent else { return "empty" }
    if let deployment = report.deployment, deployment.revision == parent {
      return deployment.tag.name
    }
    return parent.text
  }

  private func indented(_ statement: String) -> [String] {
    statement.split(whereSeparator: \.isNewline).map { "  \($0)" }
  }

  private func showNotes() {
    if !report.stubs.isEmpty {
      console.warn(
        "packages missing for '\(report.deployment?.tag.name ?? "")' were replaced by stubs: "
          + report.stubs.joined(separator: ", "))
    }
    for case .bindSkipped(let bind) in report.notes {
      console.warn("tables of bind '\(bind)' are left out: they live in another database")
    }
    for case .fileOfWorkingTree(let path) in report.notesAtBase {
      console.warn(
        "'\(report.deployment?.tag.name ?? "")' has no '\(path)': the working tree's was run for it"
      )
    }
    for case .namesUnfollowed(let reason) in report.notes {
      console.warn(
        "names of constraints and indexes are those of new tables: "
          + "migrations of the project cannot be followed", details: ["  " + reason])
    }
    if let skipped = SkippedStatements(report.notes) { console.warn(skipped.text) }
    if !report.unread.isEmpty {
      console.warn(
        "pg_dump tells the schema of the revision\(report.revisions.isEmpty ? "s" : "") from that of the models",
        details: report.unread.prefix(12).flatMap(indented))
    }
    GrantsWarning(report.notes)?.show(on: console)
    if report.lacksModelsAtBase {
      console.warn(
        "'\(report.deployment?.tag.name ?? "")' has no models: it was taken for an empty database")
    }
    if !report.unmigratedAtBase.isEmpty {
      console.warn(
        "'\(report.deployment?.tag.name ?? "")' shipped models that its revisions do not lead to",
        details: [""]
          + ChangeList(
            changes: report.unmigratedAtBase, dialect: report.changes[0].dialect,
            colors: console.errorColors
          ).lines + [""])
    }
  }

  private func showLoss() {
    guard let lost = report.lost, !lost.lines.isEmpty else { return }
    let verb = isDryRun ? "would be" : "is"
    console.show(
      Message(
        .warning, "what was written by hand into '\(lost.path)' \(verb) lost",
        details: [""] + lost.lines.map { "\t\($0)" } + [""],
        hints: lost.object.map {
          ["To see the file as it was, run", "  git cat-file -p \($0.prefix(12))"]
        } ?? []))
  }

  private func showHazards() {
    for prepared in report.revisions {
      let hazards = prepared.hazards.filter(\.hazard.kind.asksFirst)
      let lastAskedFor = hazards.last { $0.answer == .askedFor }?.hazard
      for (hazard, answer) in hazards {
        show(hazard, answer, isLastAskedFor: hazard == lastAskedFor)
      }
      showRowFailures(of: prepared)
    }
    HazardWords.adviseAcceptance(
      of: report.revisions.flatMap(\.hazards).filter { $0.answer == .open }.map(\.hazard),
      by: accepting, console)
  }

  /// The command that accepts hazards: a revision that was only shown cannot be amended.
  private var accepting: RepeatedCommand {
    isDryRun
      ? command.without("--dry-run") : RepeatedCommand(verb: "prepare", words: ["--amend"])
  }

  private func show(
    _ hazard: Hazard, _ answer: PreparedRevision.Answer, isLastAskedFor: Bool
  ) {
    switch answer {
    case .accepted: console.answer("Accepted: \(hazard.kind.rawValue) \(hazard.subject)")
    case .askedFor:
      console.show(
        Message(
          .warning, HazardWords.text(hazard),
          hints: isLastAskedFor ? ["\"git migrate upgrade\" looks for such rows first"] : []))
    case .open, .told:
      // What only the trial knows is said with the reason.
      if hazard.subject != Hazard.wholeRevision { console.warn(HazardWords.text(hazard)) }
    }
  }

  private func showRowFailures(of prepared: PreparedRevision) {
    for draft in prepared.drafts {
      if let failure = draft.proved.proof.upFailureOnRows,
        draft.proved.hazards.contains(Hazard(.failsOnRows, subject: Hazard.wholeRevision))
      {
        console.warn("the revision can fail on existing rows: \(Message(describing: failure).text)")
      }
      if let failure = draft.proved.proof.downFailureOnRows {
        console.warn(
          "the way back fails where there are rows: \(Message(describing: failure).text)")
      }
    }
  }
}

extension DatabaseError {
  /// The engine's own words, where it refused a statement.
  fileprivate var reason: String {
    if case .statementFailed(let failure) = self {
      failure.reason
    } else {
      Message(describing: self).text
    }
  }
}
