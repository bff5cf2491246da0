internal import Engine
internal import ModelProviders
internal import Processes
internal import SchemaModel
internal import Workflows

extension Message {
  init(_ error: UnreadableModels) {
    let place = "cannot read the models of \(Self.named(error.tree))"
    switch error.reason {
    case let reason as ProviderError:
      self.init(
        .fatal, "\(place): \(Self.words(reason))", details: Self.details(reason),
        hints: Self.hints(reason))
    case let failure as ConfinedFailure:
      self.init(
        .fatal, "\(place): \(Self.words(failure.reason))", details: Self.details(failure.reason),
        hints: Self.hintsOnConfinement)
    case DatabaseError.statementFailed(let failure):
      self.init(
        .fatal, "\(place): \(failure.place)",
        hints: failure.extensionHints ?? error.shared.map(Self.hints)
          ?? failure.hint.map(Self.lines) ?? [])
    case let reason as DatabaseError where reason.concernsServer:
      self.init(reason)
    case let reason:
      let message = Message(describing: reason)
      self.init(.fatal, "\(place): \(message.text)", details: message.details, hints: message.hints)
    }
  }

  /// A tag is quoted; `the working tree` and `the index` are not.
  private static func named(_ tree: String) -> String {
    tree.hasPrefix("the ") ? tree : "'\(tree)'"
  }

  static func words(_ error: ProviderError) -> String {
    switch error {
    case .pathMissing(let path, _): "'\(path)' is not there"
    case .notText(let words, let location): "\(location): \(words)"
    case .clientCommand(let name, let program, let location):
      "\(location): '\(name)' is a command of \(program), which is not run here"
    case .commandFailed(let command, let status, _): "\"\(command)\" \(words(status))"
    case .commandSilent(let command): "\"\(command)\" printed nothing"
    case .pythonMissing(let python): "there is no Python at '\(python)'"
    case .pythonFailed(let python, let status, _): "'\(python)' \(words(status))"
    case .missingPackage(let name, let python, let location):
      "\(prefix(location))package '\(name)' is not installed for '\(python)'"
    case .moduleMissing(let name, _): "there is no module '\(name)'"
    case .moduleElsewhere(let name, let path): "module '\(name)' comes from '\(path)'"
    case .attributeMissing(let target): "'\(target)' does not lead to models"
    case .importFailed(_, let reason, let location, _): "\(prefix(location))\(reason)"
    case .connectsAtImport(let target, let location):
      "\(prefix(location))importing '\(target)' connects to a database"
    case .variableMissing(let name, let location):
      "\(prefix(location))environment variable '\(name)' is not set"
    case .settingsMissing(let target): "'\(target)' sets no settings module"
    case .severalProjects(let targets):
      "\(listed(targets.map { "'\($0)'" })) are several projects of Django"
    case .noModels(let targets):
      "\(listed(targets.map { "'\($0)'" })) \(targets.count == 1 ? "declares" : "declare") no table"
    case .tableDeclaredTwice(let table): "table '\(table)' is declared twice, and differently"
    case .schemaNeedsPackage(let name): "the schema depends on package '\(name)', which is missing"
    case .notPrintable(let dialect, let reason, _): "no DDL for \(dialect): \(reason)"
    }
  }

  private static func prefix(_ location: String?) -> String { location.map { "\($0): " } ?? "" }

  private static func words(_ status: ChildProcess.Status) -> String {
    switch status {
    case .exited(let code): "failed with exit code \(code)"
    case .signalled(let signal): "was killed by signal \(signal)"
    }
  }

  private static func details(_ error: ProviderError) -> [String] {
    switch error {
    case .commandFailed(_, _, let lines), .pythonFailed(_, _, let lines),
      .importFailed(_, _, _, let lines), .notPrintable(_, _, let lines):
      lines.map { "  " + $0 }
    default: []
    }
  }

  private static func hints(_ shared: SharedModels) -> [String] {
    let dialects = listed(shared.dialects.map(\.rawValue))
    let file = ShellWord.quoted(shared.path)
    return [
      "These models are read for \(dialects); to name others for \(shared.dialect.rawValue), run",
      "  git config --file=\(file) \(shared.key) <path>",
    ]
  }

  private static let hintsOnConfinement = [
    "It ran confined: without a network, and with no files to write but those below $TMPDIR",
    "To let it do whatever you may do, run",
    "  git config migrate.confine false",
  ]

  private static func hints(_ error: ProviderError) -> [String] {
    switch error {
    case .pythonMissing, .missingPackage:
      [
        "To say which Python has the project's packages, run",
        "  git config migrate.python path/to/venv/bin/python",
      ]
    case .variableMissing(let name, _):
      [
        "Reading models needs no true value; to run with some value, say",
        "  \(ShellWord.quoted(name))=none git migrate ...",
      ]
    case .settingsMissing:
      ["In '.gitmigrate', migrate.models may name the settings module instead of 'manage.py'"]
    case .severalProjects:
      ["In '.gitmigrate', migrate.models names one 'manage.py' or settings module"]
    case .noModels, .moduleMissing, .attributeMissing:
      ["The modules with models are named in '.gitmigrate': migrate.models"]
    default: []
    }
  }
}

extension DatabaseError {
  /// Whether models are no part of the matter.
  fileprivate var concernsServer: Bool {
    switch self {
    case .noScratchServer, .scratchServerFailed, .clientLibraryMissing, .cannotOpen, .cannotCreate,
      .serverTooOld:
      true
    default: false
    }
  }
}
