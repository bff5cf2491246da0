package import Files

/// Models that are SQL files already: a whole schema, in one file or in several.
///
/// The text is handed on as it is, for the real engine to read; only what no engine reads is
/// blanked, see ``SQLNoise``.
package struct SQLFilesProvider: ModelProvider {
  /// Files and folders, relative to the tree's root, in the order to load them.
  package let paths: [String]

  package init(paths: [String]) {
    self.paths = paths.map(Self.normalized)
  }

  package var neededPaths: [String]? { paths }

  package func models(
    in tree: any Tree, dialect: String, allowsStubs: Bool
  ) async throws -> ModelSource {
    var seen: Set<String> = []
    let files = try paths.flatMap { try sqlFiles(at: $0, in: tree) }
      .filter { seen.insert($0).inserted }
    return ModelSource(scripts: try files.compactMap { try script($0, in: tree, dialect) })
  }

  /// The file itself, whatever its name, or the SQL files below a folder, in byte order.
  private func sqlFiles(at path: String, in tree: any Tree) throws -> [String] {
    let found = try tree.paths(below: path).filter { $0 == path || $0.hasSuffix(".sql") }
    guard !found.isEmpty else { throw ProviderError.pathMissing(path, tree: tree.name) }
    return found
  }

  private func script(
    _ path: String, in tree: any Tree, _ dialect: String
  ) throws -> SourceText? {
    guard let bytes = try tree.bytes(at: path) else { return nil }
    let readable = SQLNoise.blanked(bytes, dialect: dialect)
    return SourceText(path: path, text: String(decoding: readable, as: UTF8.self))
  }

  /// The path as trees spell it: `./db/` is `db`, and `.` the empty path.
  private static func normalized(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}
