internal import Files

/// The Python that runs a project's code, and what it may do.
package struct PythonSettings: Sendable {
  /// The interpreter, a name or a path relative to the first of ``projectRoots``; `nil` means to look
  /// for one.
  package var python: String?

  /// Folders of the working directory, whatever tree is read: the first virtual environment in them
  /// serves for all.
  package var projectRoots: [String]

  /// Python's environment, without what git sets for its hooks.
  package var environment: [String: String]

  /// Whether the models may write nothing but temporary files, and have no network.
  package var isConfined: Bool

  package init(
    python: String? = nil, projectRoots: [String], environment: [String: String],
    isConfined: Bool = false
  ) {
    self.python = python
    self.projectRoots = projectRoots
    self.environment = environment
    self.isConfined = isConfined
  }

  var interpreter: String {
    PythonInterpreter.path(
      configured: python, environment: environment, projectRoots: projectRoots,
      isFile: Self.isFile)
  }

  static func isFile(_ path: String) -> Bool {
    (try? FileSystem.kind(of: path)) == .file
  }
}
