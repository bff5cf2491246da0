internal import Engine
internal import Files
internal import GitRepository
internal import ModelProviders
internal import Processes
internal import Revisions
internal import SchemaModel
internal import Workflows

extension Message {
  /// The words for an error, whichever part of the program has thrown it.
  init(describing error: any Error) {
    switch error {
    case let message as Refusal: self = message.message
    case let error as GitError: self.init(error)
    case let error as FileError: self.init(error)
    case let error as LargeFileMissing: self.init(error)
    case let error as ProcessError:
      self.init(.fatal, "cannot run '\(error.executable)': \(error.reason)")
    case let error as DatabaseError: self.init(error)
    case let error as RevisionFileError: self.init(error)
    case let error as RevisionGraphError: self.init(error)
    case let error as RevisionRunError: self.init(error)
    case let error as SettingsError: self.init(error)
    case let error as ProgramsNotRun: self.init(error)
    case let error as UnreadableModels: self.init(error)
    case let error as ConfinedFailure:
      self.init(.fatal, "cannot read models: \(Self.words(error.reason))")
    case let error as ProviderError: self.init(.fatal, "cannot read models: \(Self.words(error))")
    case let error as PrepareError: self.init(error)
    case let error as BranchError: self.init(error)
    case let error as Workflows.Release.Failure: self.init(error)
    case let error as AdoptedRelease.Failure: self.init(error)
    case let error as Setup.Failure: self.init(error)
    case let error as DatabaseStateError: self.init(error)
    case let error as RowsInTheWay: self.init(error)
    case let error as UnrecordedDatabase: self.init(error)
    case let error as UnknownSubject: self.init(error)
    case let error as DialectsDiffer:
      self.init(.fatal, "'\(error.one)' and '\(error.other)' speak different dialects")
    case let error as MissingVersions:
      self.init(.fatal, "there are no revisions: '\(error.path)' is not a folder")
    case is ReleasesUnknown: self = .releasesUnknown
    case let error as ReleasesMissing: self = .releasesMissing(error.releases, .fatal)
    case let error as ForeignRelease:
      self.init(
        .fatal, "'\(error.tag)' is a release of another project in this repository",
        details: [
          error.owner.map { "  it records a revision of '\($0)', and none of '\(error.folder)'" }
            ?? "  it records revision \(error.revision), which is not in '\(error.folder)'",
          "nothing was written",
        ])
    case let error as CommittedPassword: self.init(error)
    case let error as FailureInProject: self = Message(describing: error.reason).of(error.project)
    case let error as ProjectChoiceError: self.init(error)
    case let error as SharedVersions: self.init(error)
    case let error as DatabaseAddressMissing: self.init(error)
    case let error as DatabaseOfOtherDialect: self.init(error)
    case let error as DatabaseOfOtherProject: self.init(error)
    default: self.init(.fatal, "\(error)")
    }
  }

  private init(_ error: DatabaseAddressMissing) {
    let example =
      switch error.dialect {
      case .sqlite: "sqlite:///app.db"
      case .postgresql: "postgresql://localhost/app"
      }
    self.init(
      .fatal, "no database is named",
      hints: [
        "Name one with --database=<url>, in $DATABASE_URL, or for this clone with",
        "  git config \(ShellWord.quoted(error.key)) \(example)",
      ])
  }

  private init(_ error: DatabaseOfOtherDialect) {
    let dialects = error.dialects.map(\.rawValue).joined(separator: " and ")
    self.init(
      .fatal,
      "'\(error.url)' is a database for \(error.dialect.rawValue), and revisions here are for \(dialects)",
      hints: [
        "To write revisions for it too, run",
        "  git config -f \(CommandPath.quoted(error.path)) --add migrate.dialect \(error.dialect.rawValue)",
      ])
  }

  private init(_ error: CommittedPassword) {
    self.init(
      .error, "'\(error.path)' sets '\(error.key)' to a URL with a password",
      hints: [
        "The file is for all who have the repository. To keep the URL in this clone, run",
        "  git config \(ShellWord.quoted(error.personalKey)) <url>",
        "  git config --file=\(CommandPath.quoted(error.path)) --unset-all \(error.key)"
          + " && git add \(CommandPath.pathspec(error.path))",
      ])
  }

  init(_ error: UnknownSubject) {
    let kind = error.name.contains(".") ? "column" : "table"
    switch error.place {
    case .revisions: self.init(.fatal, "no revision has changed a \(kind) '\(error.name)'")
    case .models:
      self.init(
        .fatal, "the models of the working tree have no \(kind) '\(error.name)'",
        hints: ["To see the revisions that changed it, run", "  git migrate log \(error.name)"])
    }
  }

  private init(_ error: LargeFileMissing) {
    self.init(
      .fatal, "'\(error.path)' is a Git LFS pointer, and its content is not here",
      hints: ["To have it here, run", "  git lfs pull"])
  }

  init(_ error: FileError) {
    self.init(.fatal, "cannot \(error.operation.rawValue) '\(error.path)': \(error.reason)")
  }
}

/// A message that a command throws as it is.
struct Refusal: Error {
  let message: Message
}
