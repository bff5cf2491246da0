/// The choice of the Python that runs a project's code.
package enum PythonInterpreter {
  /// The configured interpreter; else that of the active virtual environment, of one in the
  /// project's folders, or of the system.
  ///
  /// - Parameters:
  ///   - configured: a path, relative to the first of the folders, or a name to look up in `PATH`.
  ///   - isFile: whether a path leads to a file.
  package static func path(
    configured: String?, environment: [String: String], projectRoots: [String],
    isFile: (String) -> Bool
  ) -> String {
    if let configured { return resolve(configured, below: projectRoots.first ?? ".") }
    var folders = projectRoots.flatMap { [$0 + "/.venv", $0 + "/venv"] }
    if let active = environment["VIRTUAL_ENV"], !active.isEmpty { folders.insert(active, at: 0) }
    return folders.lazy.map { $0 + "/bin/python" }.first(where: isFile) ?? "python3"
  }

  private static func resolve(_ path: String, below root: String) -> String {
    path.hasPrefix("/") || !path.contains("/") ? path : root + "/" + path
  }
}
