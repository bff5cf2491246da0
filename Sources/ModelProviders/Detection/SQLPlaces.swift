import Files

/// The places in a tree that look like a schema in SQL.
struct SQLPlaces {
  private let tree: any Tree
  /// Files of SQL that may belong to the application.
  private let files: [String]
  private let all: Set<String>

  /// - Parameter paths: those of all files in the tree.
  init(tree: any Tree, paths: [String]) {
    self.tree = tree
    all = Set(paths)
    files = paths.filter { $0.hasSuffix(".sql") && Self.mayHoldModels($0) }
  }

  private static func mayHoldModels(_ path: String) -> Bool {
    path.split(separator: "/").dropLast().allSatisfy { folder in
      let name = folder.lowercased()
      return !name.hasPrefix(".") && !otherFolders.contains(name) && !otherEngines.contains(name)
    }
  }

  private static let otherEngines: Set = [
    "cassandra", "clickhouse", "mariadb", "mssql", "mysql", "oracle", "sqlserver",
  ]

  private static let otherFolders: Set = [
    "build", "dist", "doc", "docs", "example", "examples", "fixtures", "node_modules", "sample",
    "samples", "target", "test", "testdata", "testing", "tests", "third_party", "vendor", "venv",
  ]

  // MARK: Files and folders

  /// Those with a usual name: the usual places first, then those that lie least deep.
  var schemas: [String] {
    let usual = Self.usualFiles.filter(all.contains)
    let folder = files.contains { $0.hasPrefix("schema/") } ? ["schema"] : []
    let others = files.filter { path in
      let name = FileSystem.lastPart(of: path)
      // Rails has one for each database, called `cache_structure.sql` and so on.
      let isNamedSo =
        ["schema.sql", "structure.sql"].contains(name) || name.hasSuffix("_structure.sql")
      return isNamedSo && !usual.contains(path) && !path.hasPrefix("schema/")
    }.sorted { ($0.depth, $0) < ($1.depth, $1) }
    return usual + folder + others
  }

  private static let usualFiles = [
    "schema.sql", "db/schema.sql", "db/structure.sql", "sql/schema.sql",
  ]

  // MARK: Migrations of other programs

  /// Folders with migrations of another program; those with the most first.
  func layouts() throws -> [(folder: String, layout: SQLLayout)] {
    var found: [Place: Int] = [:]
    for path in files {
      guard let place = try place(of: path) else { continue }
      found[place, default: 0] += 1
    }
    return found.sorted { ($1.value, $0.key.folder) < ($0.value, $1.key.folder) }
      .map { ($0.key.folder, $0.key.layout) }
  }

  private struct Place: Hashable {
    let folder: String
    let layout: SQLLayout
  }

  private func place(of path: String) throws -> Place? {
    let folder = FileSystem.directory(of: path)
    let above = FileSystem.directory(of: folder)
    let isNumbered = FileSystem.lastPart(of: folder).first?.isASCIIDigit == true
    switch FileSystem.lastPart(of: path) {
    case "up.sql" where isNumbered: return Place(folder: above, layout: .diesel)
    case "migration.sql" where isNumbered: return Place(folder: above, layout: .prisma)
    case let file where file.hasPrefix("V") && LayoutStep.of(file[...], in: .flyway) != nil:
      return Place(folder: folder, layout: .flyway)
    case let file where LayoutStep.of(file[...], in: .golangMigrate) != nil:
      return Place(folder: folder, layout: .golangMigrate)
    case let file where file.first?.isASCIIDigit == true && !file.hasSuffix(".down.sql"):
      if all.contains(folder.isEmpty ? Self.journal : folder + "/" + Self.journal) {
        return Place(folder: folder, layout: .drizzle)
      }
      return try markedLayout(of: path).map { Place(folder: folder, layout: $0) }
    default: return nil
    }
  }

  private static let journal = "meta/_journal.json"

  /// The program whose marks part the file; a revision has the same as dbmate's.
  private func markedLayout(of path: String) throws -> SQLLayout? {
    guard let bytes = try tree.bytes(at: path), !bytes.starts(with: Array("-- Revision:".utf8))
    else { return nil }
    let lines = bytes.split(separator: ASCII.newline)
    return SQLLayout.allCases.first { layout in
      layout.marks.map { marks in lines.contains { SQLLayout.isMark($0, marks.up) } } ?? false
    }
  }
}

extension String {
  fileprivate var depth: Int { count { $0 == "/" } }
}
