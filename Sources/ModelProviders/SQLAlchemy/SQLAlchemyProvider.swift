package import Files
internal import Processes

/// Models of SQLAlchemy, Flask-SQLAlchemy and SQLModel, printed as DDL by the project's Python.
///
/// The models are imported, never parsed; no database is opened and no driver needed. Tables of
/// a Flask-SQLAlchemy bind other than the default are left out and noted.
package struct SQLAlchemyProvider: ModelProvider {
  /// Where the models are: the modules to import.
  ///
  /// `app.models` prints all that the import declares; `app:db` and `app:create_app("test")` only
  /// what the attribute leads to. A folder in front, `backend/app.models`, is where imports start.
  package let modules: [String]

  /// The interpreter, a name or a path relative to the first of ``projectRoots``; `nil` means to look
  /// for one.
  package let python: String?

  /// Folders of the working directory, whatever tree is read: the first virtual environment in them
  /// serves for all.
  package let projectRoots: [String]

  /// Python's environment, without what git sets for its hooks.
  package let environment: [String: String]

  /// Whether the models may write nothing but temporary files, and have no network.
  package let isConfined: Bool

  package init(
    modules: [String], python: String? = nil, projectRoots: [String],
    environment: [String: String], isConfined: Bool = false
  ) {
    self.modules = modules
    self.python = python
    self.projectRoots = projectRoots
    self.environment = environment
    self.isConfined = isConfined
  }

  package var neededPaths: [String]? { nil }

  package var identity: [String]? {
    [
      "sqlalchemy", String(decoding: PackageResources.print_ddl_py, as: UTF8.self), interpreter,
      isConfined ? "confined" : "free",
    ] + Self.variablesOfPython.map { environment[$0] ?? "" } + modules
  }

  /// What Python reads before it runs the first line.
  private static let variablesOfPython = [
    "LANG", "LC_ALL", "LC_CTYPE", "PATH", "PYTHONHOME", "PYTHONIOENCODING", "PYTHONPATH",
    "PYTHONUTF8", "VIRTUAL_ENV",
  ]

  package func models(
    in tree: any Tree, dialect: String, allowsStubs: Bool
  ) async throws -> ModelSource {
    try await ModelProgram.tellingConfinement(isConfined) {
      try await models(in: tree, dialect, allowsStubs)
    }
  }

  private func models(
    in tree: any Tree, _ dialect: String, _ allowsStubs: Bool
  ) async throws -> ModelSource {
    let python = interpreter
    let arguments = [dialect, allowsStubs ? "stub" : "fail"] + modules
    let result = try await tree.withDirectory {
      try await run(python, arguments, in: $0, dialect: dialect)
    }
    guard let records = ScriptRecord.all(in: result.output) else {
      throw ProviderError.pythonFailed(
        python, status: result.status, errorOutput: result.errorText.lastLines())
    }
    let failure = ScriptFailure(
      records: records, provider: self, python: python, tree: tree.name, dialect: dialect)
    if let error = failure.error { throw error }
    return try source(records)
  }

  private var interpreter: String {
    PythonInterpreter.path(
      configured: python, environment: environment, projectRoots: projectRoots,
      isFile: Self.isFile)
  }

  private static func isFile(_ path: String) -> Bool {
    (try? FileSystem.kind(of: path)) == .file
  }

  private func run(
    _ python: String, _ arguments: [String], in directory: String, dialect: String
  ) async throws -> ChildProcess.Result {
    guard !python.contains("/") || Self.isFile(python) else {
      throw ProviderError.pythonMissing(python)
    }
    let script = String(decoding: PackageResources.print_ddl_py, as: UTF8.self)
    let process = ModelProgram(
      executable: python, arguments: ["-c", script] + arguments,
      environment: childEnvironment(dialect), directory: directory, isConfined: isConfined)
    do {
      return try await process.run()
    } catch is ProcessError {
      throw ProviderError.pythonMissing(python)
    }
  }

  private func childEnvironment(_ dialect: String) -> [String: String] {
    let additions = [
      "GIT_MIGRATE_DIALECT": dialect,
      "PYTHONDONTWRITEBYTECODE": "1",
      "PYTHONHASHSEED": "0",
    ]
    return ["PYTHONWARNINGS": "ignore"]
      .merging(environment) { $1 }
      .merging(additions) { $1 }
  }

  private func source(_ records: [ScriptRecord]) throws(ProviderError) -> ModelSource {
    let newline = UInt8(ascii: "\n")
    let statements = records.filter { $0.name == "statement" }.map { $0.bytes + [newline] }
    return ModelSource(
      scripts: [
        try SourceText(path: "<sqlalchemy>", bytes: Array(statements.joined(separator: [newline])))
      ],
      stubs: records.values(of: "stub").sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
      notes: records.values(of: "skipped-bind").map(ModelNote.bindSkipped)
        + records.values(of: "factory").map(ModelNote.factoryCalled),
      dependencies: dependencies(records))
  }

  private func dependencies(_ records: [ScriptRecord]) -> ModelDependencies? {
    // A path that is no text could not be found again.
    guard records.areText, records.contains(where: { $0.name == "recorded" }) else { return nil }
    return ModelDependencies(
      paths: records.values(of: "path"), folders: records.values(of: "folder"),
      outside: records.values(of: "outside"), searched: records.values(of: "searched"),
      variables: records.values(of: "variable"))
  }
}
