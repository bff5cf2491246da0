package import Files

/// Models that are SQL files already: a whole schema, in one file or in several.
///
/// The text is handed on as it is, for the real engine to read; only what no engine reads is
/// blanked, see ``SQLNoise``.
package struct SQLFilesProvider: ModelProvider {
  /// Files and folders, relative to the tree's root, in the order to load them; with wildcards the
  /// files that match, see `PathGlob`.
  package let paths: [String]

  /// A folder of files that are no models, though they may lie below one of the paths.
  package let excluded: String?

  /// The program whose migrations lie in the folders; `nil` where they hold a schema.
  package let layout: SQLLayout?

  package init(
    paths: [String], excluding excluded: String? = nil, layout: SQLLayout? = nil
  ) {
    self.layout = layout
    self.paths = paths.map(Self.normalized)
    self.excluded = excluded.map(Self.normalized)
  }

  package var runsPrograms: Bool { false }

  package var neededPaths: [String]? { paths }

  package var identity: [String]? { ["sql"] + (layout.map { [$0.rawValue] } ?? []) }

  package func dependencies(in tree: any Tree) throws -> ModelDependencies? {
    ModelDependencies(paths: try files(in: tree))
  }

  package func models(
    in tree: any Tree, dialect: String, allowsStubs: Bool
  ) async throws -> ModelSource {
    let files = try files(in: tree)
    var source = ModelSource(scripts: [], dependencies: ModelDependencies(paths: files))
    for path in files {
      let text = try noise(path, in: tree, dialect)
      source.scripts.append(try SourceText(path: path, bytes: text.readable))
      source.notes += text.notes(path: path)
    }
    return source
  }

  /// In the order in which to load them.
  private func files(in tree: any Tree) throws -> [String] {
    var seen: Set<String> = []
    return try paths.flatMap { try sqlFiles(at: $0, in: tree) }
      .filter { seen.insert($0).inserted }
  }

  /// The file itself, whatever its name, or the SQL files below a folder or among those that match, in
  /// byte order or in that of the layout.
  private func sqlFiles(at path: String, in tree: any Tree) throws -> [String] {
    let glob = PathGlob(path)
    let found = try tree.paths(matching: path).filter { file in
      let isExcluded = excluded.map { file.hasPrefix($0 + "/") } ?? false
      let isNamed = file == path || glob.map { $0.ending.contains(".") } ?? false
      return !isExcluded && (isNamed || file.hasSuffix(".sql"))
    }
    let ordered =
      found == [path] ? found : layout?.files(among: found, below: glob?.folder ?? path) ?? found
    guard !ordered.isEmpty else { throw ProviderError.pathMissing(path, tree: tree.name) }
    return ordered
  }

  private func noise(
    _ path: String, in tree: any Tree, _ dialect: String
  ) throws -> SQLNoise {
    guard let bytes = try tree.bytes(at: path) else {
      throw ProviderError.pathMissing(path, tree: tree.name)
    }
    try LargeFilePointer.refuse(bytes, path: path)
    return try SQLNoise(layout?.forward(bytes) ?? bytes, dialect: dialect, path: path)
  }

  /// The path as trees spell it: `./db/` is `db`, and `.` the empty path.
  private static func normalized(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}
