package import Files

/// Finds out what kind of models a project has.
package enum ProviderDetection {
  /// What the files of a tree suggest, the likeliest first; none where nothing looks like models.
  ///
  /// A schema in SQL comes first: it is the whole truth wherever there is one. What another program
  /// has deployed step by step comes last. The suggestion is for a person to confirm; no code of the
  /// project is run.
  ///
  /// - Parameter paths: the files to look at; `nil` for all.
  /// - Throws: what the tree throws where a file cannot be read.
  package static func suggestions(
    for tree: any Tree, among paths: [String]? = nil
  ) throws -> [ProviderSuggestion] {
    let paths = try paths ?? tree.paths(below: "")
    let places = SQLPlaces(tree: tree, paths: paths)
    var found = places.schemas.map { ProviderSuggestion(provider: .sql, models: [$0]) }
    found += try DjangoProjects(tree: tree, paths: paths).scripts().map {
      ProviderSuggestion(provider: .django, models: [$0])
    }
    let modules = try PythonModels(tree: tree, paths: paths).targets()
    if !modules.isEmpty {
      found.append(ProviderSuggestion(provider: .sqlalchemy, models: modules))
    }
    found += try places.layouts().map { place in
      ProviderSuggestion(
        provider: .sql, models: [place.folder.isEmpty ? "." : place.folder], layout: place.layout)
    }
    return found
  }

  /// The likeliest of ``suggestions(for:among:)``; `nil` where there are none.
  package static func suggestion(
    for tree: any Tree, among paths: [String]? = nil
  ) throws -> ProviderSuggestion? {
    try suggestions(for: tree, among: paths).first
  }

  /// A schema that Rails has written as Ruby, where it has written none as SQL beside it.
  ///
  /// https://guides.rubyonrails.org/active_record_migrations.html#types-of-schema-dumps
  package static func rubySchema(
    in tree: any Tree, among paths: [String]? = nil
  ) throws -> String? {
    let paths = try paths ?? tree.paths(below: "")
    return paths.first { path in
      let folder = FileSystem.directory(of: path)
      return FileSystem.lastPart(of: path) == "schema.rb" && FileSystem.lastPart(of: folder) == "db"
        && !paths.contains(folder + "/structure.sql")
    }
  }

  /// The program whose migrations lie in a folder; `nil` where none has the shape.
  package static func layout(of folder: String, in tree: any Tree) throws -> SQLLayout? {
    let folder = folder == "." ? "" : folder
    let paths = try tree.paths(below: "")
    return try SQLPlaces(tree: tree, paths: paths).layouts().first { $0.folder == folder }?.layout
  }
}

extension ProviderSuggestion: CustomStringConvertible {
  /// Such as `db/migrations (flyway)`.
  package var description: String {
    models.joined(separator: ", ") + " (\(layout?.rawValue ?? provider.rawValue))"
  }
}
