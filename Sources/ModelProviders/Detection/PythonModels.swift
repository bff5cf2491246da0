import Files

/// The modules of a Python project whose text looks like models of SQLAlchemy.
struct PythonModels {
  private let tree: any Tree
  private let layout: PythonLayout
  private let sources: [String]
  private let environments: [String]

  /// - Parameter paths: those of all files in the tree.
  init(tree: any Tree, paths: [String]) {
    self.tree = tree
    layout = PythonLayout(paths: paths)
    sources = paths.filter(PythonLayout.mayHoldModels)
    environments = paths.filter(AlembicEnvironment.isEnvironment)
  }

  /// What to name in `migrate.models`; empty where nothing was found.
  func targets() throws -> [String] {
    let modules = try withoutSubmodules(files()).map(layout.moduleName)
    guard let metadata = try metadataTarget() else { return modules }
    let module = metadata.prefix { $0 != ":" }
    return modules.filter { $0 != module } + [metadata]
  }

  /// The files that declare tables; where none does, those that declare a base for tables.
  private func files() throws -> [String] {
    var tables: [String] = []
    var bases: [String] = []
    for path in sources {
      let text = try tree.text(at: path) ?? ""
      if Self.tableMarks.contains(where: text.contains) {
        tables.append(path)
      } else if Self.baseMarks.contains(where: text.contains) {
        bases.append(path)
      }
    }
    return tables.isEmpty ? bases : tables
  }

  private static let tableMarks = ["__tablename__", "db.Model", "mapped_column", "SQLModel"]
  private static let baseMarks = ["DeclarativeBase", "declarative_base"]

  /// A package that imports all of its modules stands for them, and for those to come.
  private func withoutSubmodules(_ files: [String]) throws -> [String] {
    let siblings = Dictionary(grouping: files, by: FileSystem.directory)
    var result: [String] = []
    for file in files {
      let folder = FileSystem.directory(of: file)
      let package = folder + "/__init__.py"
      let isCovered = try imports(siblings[folder] ?? [], in: package)
      let path = isCovered ? package : file
      if !result.contains(path) { result.append(path) }
    }
    return result
  }

  private func imports(_ files: [String], in package: String) throws -> Bool {
    guard files.count > 1, let text = try tree.text(at: package) else { return false }
    let words = text.split { !PythonLayout.isNameCharacter($0) }
    return files.filter { $0 != package }
      .allSatisfy { words.contains(PythonLayout.stem(of: $0)[...]) }
  }

  private func metadataTarget() throws -> String? {
    for path in environments {
      guard let text = try tree.text(at: path),
        let target = AlembicEnvironment.target(in: text),
        layout.hasModule(target.prefix { $0 != ":" })
      else { continue }
      return target
    }
    return nil
  }
}
