package import Files
internal import Processes

/// Models of any kind, for which a program of the project prints the DDL.
///
/// The program runs in a folder of a directory that holds the tree, finds the dialect in
/// `GIT_MIGRATE_DIALECT` and prints DDL to standard output. Whether a committed command may be
/// run at all is for the caller to decide.
package struct CommandProvider: ModelProvider {
  /// A command line for `sh`.
  package let command: String

  /// The folder of the tree in which the program runs; empty for the whole tree's.
  package let folder: String

  /// The program's environment, without what git sets for its hooks.
  package let environment: [String: String]

  /// Whether the program may write nothing but temporary files, and has no network.
  package let isConfined: Bool

  /// The working tree's top, whose files stand in for those of the command that an old tree lacks.
  package let root: String?

  package init(
    command: String, folder: String = "", environment: [String: String], isConfined: Bool = false,
    root: String? = nil
  ) {
    self.root = root
    self.command = command
    self.folder = folder
    self.environment = environment
    self.isConfined = isConfined
  }

  package var neededPaths: [String]? { nil }

  package func models(
    in tree: any Tree, dialect: String, allowsStubs: Bool
  ) async throws -> ModelSource {
    try await ModelProgram.tellingConfinement(isConfined) {
      var supplied: [String] = []
      let result = try await tree.withDirectory { directory in
        if allowsStubs { supplied = try supply(directory) }
        return try await run(in: directory, dialect: dialect)
      }
      var source = try source(result, dialect)
      source.notes += supplied.map(ModelNote.fileOfWorkingTree)
      return source
    }
  }

  private func supply(_ directory: String) throws(FileError) -> [String] {
    guard let root, root != directory else { return [] }
    return try CommandFiles(command).supply(directory, from: root, folder: folder)
  }

  private func source(
    _ result: ChildProcess.Result, _ dialect: String
  ) throws(ProviderError) -> ModelSource {
    guard result.status == .exited(0) else {
      throw ProviderError.commandFailed(
        command, status: result.status, errorOutput: result.errorText.lastLines())
    }
    let text = try SourceText(path: "<command>", bytes: result.output)
    guard text.text.contains(where: { !$0.isWhitespace }) else {
      throw ProviderError.commandSilent(command)
    }
    // The program may well be `pg_dump`.
    let noise = try SQLNoise(result.output, dialect: dialect, path: text.path)
    return ModelSource(
      scripts: [try SourceText(path: text.path, bytes: noise.readable)],
      notes: noise.notes(path: text.path))
  }

  private func run(in directory: String, dialect: String) async throws -> ChildProcess.Result {
    var environment = environment
    environment["GIT_MIGRATE_DIALECT"] = dialect
    return try await ModelProgram(
      executable: "sh", arguments: ["-c", command], environment: environment,
      directory: folder.isEmpty ? directory : directory + "/" + folder, isConfined: isConfined
    ).run()
  }
}
