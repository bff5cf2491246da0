internal import Engine
internal import GitRepository
internal import SchemaModel
internal import Workflows

extension StatementFailure {
  /// Where a statement failed and why, on one line.
  var place: String {
    let reason = reason.split(whereSeparator: \.isNewline).joined()
    return "\(path):\(line): \(engine): \(reason)"
  }
}

extension Message {
  init(_ error: DatabaseError) {
    switch error {
    case .statementFailed(let failure): self = .statementFailed(failure)
    case .foreignKeyViolations(let violations):
      self.init(
        .fatal, "rows refer to rows that are not there",
        details: violations.map {
          "  \(counted($0.rows, "row")) of '\($0.table)' refer\($0.rows == 1 ? "s" : "") to '\($0.parent)'"
        })
    case .notFound(let path): self.init(.fatal, "there is no database '\(path)'")
    case .cannotOpen(let path, let reason): self.init(.fatal, "cannot open '\(path)': \(reason)")
    case .notADatabase(let path): self.init(.fatal, "'\(path)' is not a SQLite database")
    case .readOnly(let path): self.init(.fatal, "cannot write to '\(path)': it is read-only")
    case .locked(let path): self.init(.fatal, "database '\(path)' is locked by another process")
    case .poolerWithoutTransactions(let path): self = .poolerWithoutTransactions(path)
    case .poolerWithoutSessions(let path, let script):
      self = .poolerWithoutSessions(path, script)
    case .recordMoved:
      self.init(.fatal, "another process has changed the database meanwhile")
    case .unsupportedURL(let url): self.init(.fatal, "cannot tell what database '\(url)' is")
    case .unsupportedObject(let kind, let name):
      self.init(.fatal, "\(kind) '\(name)' is declared in a way that is not supported")
    case .clientLibraryMissing(let reason): self = .clientLibraryMissing(reason)
    case .serverTooOld(let path, let version):
      self.init(.fatal, "'\(path)' is PostgreSQL \(version); 13 is the oldest that is supported")
    case .cannotCreate(let path, let reason):
      self.init(.fatal, "cannot create a database at '\(path)': \(reason)")
    case .cannotDrop(let path, let reason):
      self.init(.fatal, "cannot drop '\(path)': \(reason)")
    case .noScratchServer: self = .noScratchServer
    case .scratchServerFailed(let reason):
      self.init(
        .fatal, "cannot make a scratch database on a private PostgreSQL server: \(reason)")
    case .connectionLost(let loss): self = .connectionLost(loss)
    case .interrupted(let interruption): self = .interrupted(interruption)
    case .finishedPartChanged(let path, let interruption):
      self = .finishedPartChanged(path, interruption)
    }
  }

  private static func statementFailed(_ failure: StatementFailure) -> Message {
    let statement = failure.sql.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
    let shown = statement.prefix(6).map { "  " + $0 } + (statement.count > 6 ? ["  ..."] : [])
    let progress = failure.progress.map { takenEffect($0.finished, of: $0.statements) }
    let holders = failure.holders.map { "held by \($0.words)" }
    return Message(
      .fatal, failure.place,
      details: shown
        + ([failure.detail, progress].compactMap(\.self) + holders)
        .flatMap { [""] + indentedLines($0) },
      hints: (failure.extensionHints ?? failure.hint.map(lines) ?? [])
        + (progress.map { _ in lines(goOn) } ?? []))
  }

  static func lines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map(String.init)
  }

  private static func indentedLines(_ text: String) -> [String] { lines(text).map { "  " + $0 } }

  init(_ error: RowsInTheWay) {
    self.init(
      .error, "rows in the database would make '\(error.path)' fail; it was not run",
      details: ["To see them:", ""] + error.queries.flatMap { Self.lines("\t\($0);") } + [""],
      hints: [
        "Mend these rows and upgrade again, or mend them in the revision, above the statement",
        "that they make fail.",
      ])
  }

  init(_ error: DatabaseStateError) {
    switch error {
    case .foreignRevisions(let revisions):
      self.init(
        .fatal, revisions.first.map { Self.words($0, oldest: revisions.last) } ?? "",
        hints: [
          "To take back what belongs elsewhere and run what belongs here, run",
          "  git migrate sync",
        ])
    case .differsFromBaseline(let baseline, let changes):
      let name = baseline.baselineName
      self.init(
        .fatal, "the database has no record, and its schema is not that of '\(name)'",
        details: Self.needs("To become that of '\(name)' it would need:", changes))
    case .stampDiffers(let revision, let changes):
      self.init(
        .fatal, "the database is not at '\(revision)'",
        details: Self.needs("To become what that builds it would need:", changes)
          + ["nothing was recorded"],
        hints: ["To record it all the same, add --force"])
    case .stampUnknown(let revision):
      self.init(
        .fatal, "cannot tell whether the database is at '\(revision)': no server to run it on",
        details: ["nothing was recorded"],
        hints: ["To record it without looking, add --force"])
    case .notAhead(let target, let current):
      self.init(.fatal, "'\(target)' is behind '\(current)', where the database stands")
      hints = ["To take revisions back, run", "  git migrate downgrade \(target)"]
    case .notBehind(let target, let current):
      self.init(.fatal, "'\(target)' is not behind '\(current)', where the database stands")
    case .beyondFirst(let target): self.init(.fatal, "'\(target)' leads beyond the first revision")
    case .nothingToUndo: self.init(.fatal, "no revision has run in this database")
    }
  }

  /// Where the database stands, and why that is no place in this tree's history.
  private static func words(_ newest: ForeignRevision, oldest: ForeignRevision?) -> String {
    let name = newest.entry.revision
    if let oldest, case .moved(let parent) = oldest.place {
      let name = oldest.entry.revision
      return "the database has run '\(name)' without '\(parent ?? "base")', which comes first here"
    }
    let place =
      switch newest.place {
      case .references(let names, let commit):
        "is not in this tree but in '\(names[0])' (\(commit.mention))"
      case .commit(let commit):
        "is not in this tree but in commit \(commit.mention)"
      case .object(let id): "is not in this tree; git still has its file (\(id.abbreviated))"
      case .record, .moved, .edited, .here: "is not among these files"
      }
    return "the database stands at revision '\(name)', which \(place)"
  }

  init(_ error: RevisionRunError) {
    switch error {
    case .noSection(let path, let dialect):
      self.init(.fatal, "'\(path)' has no section for \(dialect.rawValue)")
    case .irreversible(let path, let reason):
      self.init(.fatal, "'\(path)' cannot be taken back: \(reason)")
    }
  }
}
