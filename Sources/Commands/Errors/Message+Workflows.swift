internal import Engine
internal import GitRepository
internal import ModelProviders
internal import Proving
internal import Revisions
internal import SchemaModel
internal import Workflows

extension Message {
  init(_ error: SettingsError) {
    switch error {
    case .notConfigured:
      self.init(
        .fatal, "there is no '.gitmigrate' that says where the models are",
        hints: ["To write one, run", "  git migrate init"])
    case .unknownProvider(let name):
      self.init(
        .fatal,
        "'\(name)' is no value for 'migrate.provider': sql, sqlalchemy, django or command")
    case .unknownDialect(let name):
      self.init(.fatal, "'\(name)' is no value for 'migrate.dialect': sqlite or postgresql")
    case .unknownLayout(let name):
      let layouts = SQLLayout.allCases.map(\.rawValue).sorted()
      self.init(
        .fatal, "'\(name)' is no value for 'migrate.layout': \(listed(layouts))")
    case .unknownHookMode(let name):
      self.init(.fatal, "'\(name)' is no value for 'migrate.hook': warn, block or off")
    case .unknownReleaseRule(let name):
      self.init(.fatal, "'\(name)' is no value for 'migrate.releases': tags or recorded")
    case .insideSubmodule(let path, let submodule):
      self.init(
        .fatal,
        "'\(path)' is in submodule '\(submodule)', and no commit here has its content",
        hints: ["Use git-migrate in the submodule, or keep the file in this repository"])
    case .outside(let key, let value):
      self.init(.fatal, "'\(value)' is no value for '\(key)': it does not lie in the work tree")
    case .linkedOutside(let folder):
      self.init(
        .fatal, "'\(folder)' is a link that leads out of the work tree",
        details: ["nothing was written"])
    case .widened(let key, let value, let tree):
      let name = tree.hasPrefix("the ") ? tree : "'\(tree)'"
      self.init(
        .fatal,
        "'.gitmigrate' of \(name) sets '\(key)' to '\(value)', which the project's own does not allow",
        hints: [
          "\(tree.hasPrefix("the ") ? "What is merged in" : name) is not in the history of HEAD; "
            + "to trust it as that, run",
          "  git config migrate.trusted <branch>",
        ])
    case .missing(let key, let path): self.init(.fatal, "'\(path)' does not set '\(key)'")
    case .commandNotTrusted(let command):
      self.init(
        .fatal, "this clone has not allowed the committed command \"\(command)\"",
        hints: ["Read it, and to allow it run", "  git migrate trust"])
    }
  }

  init(_ error: ProgramsNotRun) {
    switch error {
    case .foreign(let commit):
      self.init(
        .fatal,
        "they are programs of \(commit.mention), which is not in the history of HEAD",
        hints: [
          "Read them, and to run them add --trust, or to trust a branch run",
          "  git config --add migrate.trusted <branch>",
        ])
    case .notKept:
      self.init(.fatal, "they are programs, none is to run, and no snapshot of them is kept")
    }
  }

  init(_ error: Setup.Failure) {
    switch error {
    case .alreadyConfigured(let path): self.init(.fatal, "'\(path)' is there already")
    case .unknownKind(let place):
      self.init(
        .fatal, "cannot tell what kind of models '\(place)' holds",
        hints: ["Say it with --provider=sql, --provider=sqlalchemy or --provider=django"])
    case .notThere(let place):
      self.init(.fatal, "'\(place)' is not there, neither from here nor from the repository's root")
    case .onlyRuby(let path):
      self.init(
        .fatal, "'\(path)' is Ruby, and only Rails can read it",
        hints: [
          "Rails writes SQL with \"config.active_record.schema_format = :sql\"; then run",
          "  bin/rails db:schema:dump && git migrate init",
        ])
    case .nothingDetected:
      self.init(
        .fatal, "cannot tell where the models are",
        hints: [
          "Say it, for instance with",
          "  git migrate init --provider=sql --models=schema.sql",
          "  git migrate init --provider=sqlalchemy --models=app.models",
        ])
    }
  }

  init(_ error: Workflows.Release.Failure) {
    switch error {
    case .dirty:
      self.init(.error, "cannot release: the working tree has changes that are not committed")
    case .checkFailed(let report):
      let messages = CheckMessages(report: report, colors: Console.forErrors.errorColors).messages
      let first = messages.first ?? Message(.error, "cannot release")
      self.init(.error, "cannot release: \(first.text)", details: first.details, hints: first.hints)
    case .alreadyReleased(let name): self.init(.fatal, "release '\(name)' is recorded already")
    case .noCommit: self.init(.fatal, "there is no commit to release")
    case .ofNoProject(let name, let projects):
      self.init(
        .fatal, "'\(name)' matches the tag pattern of no project",
        hints: [
          "Name the project, as in \(ProjectMention.option(for: projects.first ?? .top))",
          "or set migrate.tagPattern in its '.gitmigrate'",
        ])
    case .unaccepted(let hazards):
      self.init(
        .error,
        "cannot release: \(hazards.count == 1 ? "a hazard is" : "hazards are") not accepted",
        details: hazards.map { "  \($0.path): \($0.words)" },
        hints: Self.acceptance(of: hazards))
    }
  }

  /// The newest revision can be amended; in an older one a person writes the header.
  private static func acceptance(of hazards: [Workflows.Release.UnacceptedHazard]) -> [String] {
    let object = hazards.count == 1 ? "it" : "them"
    if hazards.allSatisfy(\.isInNewestRevision) {
      let options = HazardWords.options(accepting: hazards.map(\.hazard))
      return ["To accept \(object), run", "  git migrate prepare --amend \(options)"]
    }
    let first = hazards.first { !$0.isInNewestRevision }?.hazard
    return [
      "To accept \(object), add to the headers of the file",
      "  -- Allow: \(first.map { "\($0.kind.rawValue) \($0.subject)" } ?? "")",
    ]
  }
}

extension Workflows.Release.UnacceptedHazard {
  /// Such as `changes-rows share, 4 rows of the trial became 2`.
  fileprivate var words: String {
    let fact = "\(hazard.kind.rawValue) \(hazard.subject)"
    guard let rows else { return fact }
    let after = rows.after == rows.before ? "others" : String(rows.after)
    return "\(fact), \(counted(rows.before, "row")) of the trial became \(after)"
  }
}
