package import Files

/// Finds out what kind of models a project has.
package enum ProviderDetection {
  /// What the files of a tree suggest, or `nil` where nothing looks like models.
  ///
  /// A schema in SQL comes first: it is the whole truth wherever there is one. The suggestion is
  /// for a person to confirm; no code of the project is run.
  ///
  /// - Throws: what the tree throws where a file cannot be read.
  package static func suggestion(for tree: any Tree) throws -> ProviderSuggestion? {
    let paths = try tree.paths(below: "")
    if let path = schemaPath(among: paths) {
      return ProviderSuggestion(provider: .sql, models: [path])
    }
    let modules = try PythonModels(tree: tree, paths: paths).targets()
    return modules.isEmpty ? nil : ProviderSuggestion(provider: .sqlalchemy, models: modules)
  }

  private static let schemaFiles = [
    "schema.sql", "db/schema.sql", "db/structure.sql", "sql/schema.sql",
  ]

  private static func schemaPath(among paths: [String]) -> String? {
    let known = Set(paths)
    if let file = schemaFiles.first(where: known.contains) { return file }
    let hasFolder = paths.contains { $0.hasPrefix("schema/") && $0.hasSuffix(".sql") }
    return hasFolder ? "schema" : nil
  }
}
