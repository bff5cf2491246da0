internal import Files
internal import GitRepository
internal import ModelProviders

/// Where a person says that the models are, as the configuration is to say it: from the folder of the
/// project.
///
/// A person may say it from there or from the root of the work tree.
struct GivenModels {
  private let tree: any Tree
  private let root: String
  /// The project's, relative to the root.
  private let folder: String

  init(_ project: Project) {
    tree = project.workingTree
    root = project.root
    folder = project.name.folder
  }

  /// - Parameter provider: `nil` leaves it to what is found at the places.
  /// - Throws: ``Setup/Failure``, and what looking at files throws.
  func suggestion(
    _ provider: ProviderSuggestion.Kind?, _ places: [String]
  ) throws -> ProviderSuggestion? {
    guard let provider = try provider ?? kind(of: places) else { return nil }
    switch provider {
    case .sql:
      let paths = try places.map(path).map { TreePath.relative($0 == "." ? "" : $0, to: folder) }
      return ProviderSuggestion(provider: .sql, models: paths)
    case .sqlalchemy:
      return ProviderSuggestion(provider: .sqlalchemy, models: try places.map(module))
    case .django:
      return ProviderSuggestion(
        provider: .django, models: try places.map { try djangoScript($0) ?? module($0) })
    case .command: return ProviderSuggestion(provider: .command, models: places)
    }
  }

  private func kind(of places: [String]) throws -> ProviderSuggestion.Kind? {
    guard let first = places.first else { return nil }
    if let path = try existingPath(first), try holdsSQL(path) { return .sql }
    if try djangoScript(first) != nil { return .django }
    if try existingModule(first) != nil { return .sqlalchemy }
    throw Setup.Failure.unknownKind(first)
  }

  private func holdsSQL(_ path: String) throws -> Bool {
    try tree.paths(matching: path == "." ? "" : path).contains { $0.hasSuffix(".sql") }
  }

  /// The `manage.py` that a place is, or that lies in it, from the folder of the project.
  private func djangoScript(_ place: String) throws -> String? {
    guard let path = try existingPath(place) else { return nil }
    let script =
      FileSystem.lastPart(of: path) == Self.script
      ? path : Self.normalized(path + "/" + Self.script)
    guard let script, try FileSystem.kind(of: root + "/" + script) == .file else { return nil }
    return TreePath.relative(script, to: folder)
  }

  private static let script = "manage.py"

  // MARK: Files

  private func path(_ place: String) throws -> String {
    if let path = try existingPath(place) { return path }
    // At the root, the models may be yet to come.
    guard folder.isEmpty, let path = inTree(place) else { throw Setup.Failure.notThere(place) }
    return path
  }

  /// From the project's folder, else from the root.
  private func existingPath(_ place: String) throws -> String? {
    try [inTree(place), folder.isEmpty ? nil : Self.normalized(place)].compactMap(\.self)
      .first(where: isThere)
  }

  /// Whether there is something at the path, or a file that it matches.
  private func isThere(_ path: String) throws -> Bool {
    if try FileSystem.kind(of: root + "/" + path) != nil { return true }
    return try PathGlob(path) != nil && !tree.paths(matching: path).isEmpty
  }

  /// - Returns: `nil` for what is not in the work tree.
  private func inTree(_ place: String) -> String? {
    place.hasPrefix("/")
      ? Self.path(place, below: root).map { $0.isEmpty ? "." : $0 }
      : Self.normalized(folder + "/" + place)
  }

  /// An absolute path as it is called from a folder; `nil` where it is not in there.
  private static func path(_ path: String, below folder: String) -> String? {
    if path == folder { return "" }
    guard path.hasPrefix(folder + "/") else { return nil }
    return normalized(String(path.dropFirst(folder.count + 1)))
  }

  /// The path without `.` and `..`; `nil` where it leads out.
  private static func normalized(_ path: String) -> String? {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if parts.popLast() == nil {
        return nil
      }
    }
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  // MARK: Modules

  private func module(_ name: String) throws -> String {
    if let module = try existingModule(name) { return module }
    guard folder.isEmpty || name.contains("/") else { throw Setup.Failure.notThere(name) }
    return name
  }

  /// The module as it is imported from the project's folder, or from `src` in it, which only at the
  /// root goes without saying; else from the root.
  private func existingModule(_ name: String) throws -> String? {
    let path = name.prefix { $0 != ":" }.replacing(".", with: "/")
    func isThere(below folder: String) throws -> Bool {
      try [".py", "/__init__.py"].contains {
        try FileSystem.kind(of: root + "/" + folder + path + $0) == .file
      }
    }
    if folder.isEmpty { return try isThere(below: "") || isThere(below: "src/") ? name : nil }
    if try isThere(below: folder + "/") { return name }
    if try isThere(below: folder + "/src/") { return "src/" + name }
    return try isThere(below: "") ? name : nil
  }
}
