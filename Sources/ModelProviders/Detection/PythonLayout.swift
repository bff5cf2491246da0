import Files

/// Where the files of a Python project are, and how they are imported.
struct PythonLayout {
  private let paths: Set<String>

  init(paths: [String]) {
    self.paths = Set(paths)
  }

  /// The dotted name of a file, with the folder in front where imports start elsewhere than at
  /// the root or in `src`: `app.models`, `backend/app.models`.
  func moduleName(_ path: String) -> String {
    var folder = FileSystem.directory(of: path)
    var parts = Self.stem(of: path) == "__init__" ? [] : [Self.stem(of: path)]
    let hasPackage = isPackage(folder)
    while isPackage(folder) {
      parts.insert(FileSystem.lastPart(of: folder), at: 0)
      folder = FileSystem.directory(of: folder)
    }
    let name = parts.joined(separator: ".")
    if folder.isEmpty || folder == "src" { return name }
    if hasPackage { return folder + "/" + name }
    return plainFolderName(folder, name)
  }

  /// Folders without `__init__.py` are packages as well, to be imported from the root.
  private func plainFolderName(_ folder: String, _ name: String) -> String {
    let start = folder.hasPrefix("src/") ? folder.dropFirst("src/".count) : folder[...]
    return start.split(separator: "/").joined(separator: ".") + "." + name
  }

  /// Whether a dotted name leads to a file, from the root or from `src`.
  func hasModule(_ name: some StringProtocol) -> Bool {
    let path = name.split(separator: ".").joined(separator: "/")
    return [path, "src/" + path].contains {
      paths.contains($0 + ".py") || paths.contains($0 + "/__init__.py")
    }
  }

  private func isPackage(_ folder: String) -> Bool {
    !folder.isEmpty && paths.contains(folder + "/__init__.py")
  }

  /// The file's name without its extension: the last part of the module's name.
  static func stem(of path: String) -> String {
    String(FileSystem.lastPart(of: path).prefix { $0 != "." })
  }

  /// Whether a path is that of a Python file of the application: no test, no migration, nothing
  /// that was installed.
  static func mayHoldModels(_ path: String) -> Bool {
    guard path.hasSuffix(".py") else { return false }
    let parts = path.split(separator: "/")
    guard parts.dropLast().allSatisfy({ !$0.hasPrefix(".") && !otherFolders.contains($0) })
    else { return false }
    let name = stem(of: path)
    guard name.allSatisfy(isNameCharacter) else { return false }
    return !otherFiles.contains(name) && !name.hasPrefix("test_") && !name.hasSuffix("_test")
  }

  static func isNameCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  private static let otherFolders: Set<Substring> = [
    "alembic", "build", "dist", "docs", "env", "examples", "migrations", "node_modules",
    "site-packages", "test", "tests", "testing", "venv", "versions",
  ]

  private static let otherFiles: Set<String> = ["conftest", "setup", "test", "tests"]
}
