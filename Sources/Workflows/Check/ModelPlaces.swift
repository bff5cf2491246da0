internal import Files
internal import GitRepository
internal import ModelProviders
package import SchemaModel

/// Where the models of a tree speak of a table, as far as a look at their text tells.
package struct ModelPlaces: Sendable {
  private let tree: any Tree
  private let settings: Settings
  private let configurationPath: String

  init(tree: any Tree, settings: Settings, of project: ProjectName) {
    self.tree = tree
    self.settings = settings
    configurationPath = project.configurationPath
  }

  /// A line of a file.
  package struct Place: Hashable, Sendable {
    package var path: String
    /// Counted from 1.
    package var line: Int
  }

  /// The first line that has the name as a word of its own; where none has, the first line of the
  /// models, or of the file that says where the models are.
  package func place(of name: Name?) -> Place {
    let paths = candidates.flatMap { (try? tree.paths(matching: $0)) ?? [] }
    for path in paths {
      guard let name, let text = try? tree.text(at: path) else { continue }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let model = settings.provider == .django ? Self.djangoModel(of: name, in: path) : nil
      let index = lines.firstIndex { line in
        line.has(word: name.spelling)
          || model.map { line.hasPrefix("class ") && line.has(word: $0) } ?? false
      }
      if let index { return Place(path: path, line: index + 1) }
    }
    return Place(path: paths.first ?? configurationPath, line: 1)
  }

  private var candidates: [String] {
    switch settings.provider {
    case .sql: settings.models(for: nil).map { $0 == "." ? "" : $0 }
    case .sqlalchemy: settings.models(for: nil).flatMap(Self.paths(ofModule:))
    case .django: ["**/models.py", "**/models/*.py"]
    case .command: []
    }
  }

  /// The class that has a table where nothing else is said of it: `Product` of `shop_product` in
  /// `shop/models.py`, in small letters.
  private static func djangoModel(of table: Name, in path: String) -> String? {
    let folder = FileSystem.directory(of: path)
    let isPackage = FileSystem.lastPart(of: folder) == "models"
    let application = FileSystem.lastPart(
      of: isPackage ? FileSystem.directory(of: folder) : folder)
    guard table.spelling.hasPrefix(application + "_") else { return nil }
    return String(table.spelling.dropFirst(application.count + 1))
  }

  private static func paths(ofModule name: String) -> [String] {
    let path = String(name.prefix { $0 != ":" })
    let folder = FileSystem.directory(of: path)
    let module = FileSystem.lastPart(of: path).replacing(".", with: "/")
    return [folder, "", "src"].flatMap { start in
      let stem = start.isEmpty ? module : start + "/" + module
      return [stem + ".py", stem + "/__init__.py"]
    }
  }
}

extension Substring {
  fileprivate func has(word: String) -> Bool {
    split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains {
      $0.lowercased() == word.lowercased()
    }
  }
}
