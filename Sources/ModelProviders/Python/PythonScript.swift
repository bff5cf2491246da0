internal import Files
internal import Processes

/// A script that has a library print the DDL of a project's models, and the Python that runs it.
///
/// The models are imported, never parsed; no database is opened and no driver needed. The script follows
/// `harness.py`, with which it is one program.
struct PythonScript: Sendable {
  /// What the DDL comes from: `sqlalchemy`.
  let library: String
  /// The script's own text.
  let text: [UInt8]
  /// What the project names as the places of its models.
  let targets: [String]
  /// What else the script is told, after the targets.
  var options: [String] = []
  let python: PythonSettings

  /// What decides what the script yields, beside the tree.
  var identity: [String] {
    [library, program, python.interpreter, python.isConfined ? "confined" : "free"]
      + Self.variablesOfPython.map { python.environment[$0] ?? "" } + targets + options
  }

  /// What Python reads before it runs the first line.
  private static let variablesOfPython = [
    "LANG", "LC_ALL", "LC_CTYPE", "PATH", "PYTHONHOME", "PYTHONIOENCODING", "PYTHONPATH",
    "PYTHONUTF8", "VIRTUAL_ENV",
  ]

  func models(
    in tree: any Tree, dialect: String, allowsStubs: Bool
  ) async throws -> ModelSource {
    try await ModelProgram.tellingConfinement(python.isConfined) {
      try await models(in: tree, dialect, allowsStubs)
    }
  }

  private func models(
    in tree: any Tree, _ dialect: String, _ allowsStubs: Bool
  ) async throws -> ModelSource {
    let interpreter = python.interpreter
    let arguments = [dialect, allowsStubs ? "stub" : "fail"] + targets + options
    let result = try await tree.withDirectory {
      try await run(interpreter, arguments, in: $0, dialect: dialect)
    }
    guard let records = ScriptRecord.all(in: result.output) else {
      throw ProviderError.pythonFailed(
        interpreter, status: result.status, errorOutput: result.errorText.lastLines())
    }
    let failure = ScriptFailure(
      records: records, targets: targets, python: interpreter, tree: tree.name, dialect: dialect)
    if let error = failure.error { throw error }
    return try source(records)
  }

  /// The harness and the script.
  private var program: String {
    String(decoding: PackageResources.harness_py + text, as: UTF8.self)
  }

  private func run(
    _ interpreter: String, _ arguments: [String], in directory: String, dialect: String
  ) async throws -> ChildProcess.Result {
    guard !interpreter.contains("/") || PythonSettings.isFile(interpreter) else {
      throw ProviderError.pythonMissing(interpreter)
    }
    let process = ModelProgram(
      executable: interpreter, arguments: ["-c", program] + arguments,
      environment: childEnvironment(dialect), directory: directory, isConfined: python.isConfined)
    do {
      return try await process.run()
    } catch is ProcessError {
      throw ProviderError.pythonMissing(interpreter)
    }
  }

  private func childEnvironment(_ dialect: String) -> [String: String] {
    let additions = [
      "GIT_MIGRATE_DIALECT": dialect,
      "PYTHONDONTWRITEBYTECODE": "1",
      "PYTHONHASHSEED": "0",
    ]
    return ["PYTHONWARNINGS": "ignore"]
      .merging(python.environment) { $1 }
      .merging(additions) { $1 }
  }

  private func source(_ records: [ScriptRecord]) throws(ProviderError) -> ModelSource {
    let newline = UInt8(ascii: "\n")
    let statements = records.filter { $0.name == "statement" }.map { $0.bytes + [newline] }
    return ModelSource(
      scripts: [
        try SourceText(
          path: "<\(library)>", bytes: Array(statements.joined(separator: [newline])))
      ],
      stubs: records.values(of: "stub").sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
      notes: records.values(of: "skipped-bind").map(ModelNote.bindSkipped)
        + records.values(of: "factory").map(ModelNote.factoryCalled)
        + records.values(of: "unfollowed").map(ModelNote.namesUnfollowed)
        + records.values(of: "filling").compactMap(filling),
      dependencies: dependencies(records))
  }

  private func filling(_ text: String) -> ModelNote? {
    text.firstIndex(of: " ").map {
      .filling(column: String(text[..<$0]), value: String(text[text.index(after: $0)...]))
    }
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
