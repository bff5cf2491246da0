internal import SchemaModel

/// A virtual table, as far as its `CREATE VIRTUAL TABLE` tells what it holds.
///
/// What a module makes of its arguments is told by <https://www.sqlite.org/fts5.html>,
/// <https://www.sqlite.org/fts3.html> and <https://www.sqlite.org/rtree.html>.
struct VirtualTable {
  let name: Name
  /// In lower case.
  let module: String
  /// The columns that hold what rows are given; none where the declaration does not tell them.
  let columns: [Name]
  let storage: Storage
  /// The columns whose words can be searched for, of the full-text modules.
  let searchedColumns: [Name]
  /// How text is cut into words.
  let tokenizer: String
  /// The column of the source that has the numbers of rows, where it is named.
  let numberColumn: String

  enum Storage: Hashable {
    /// The table keeps its rows.
    case own
    /// The table finds the rows of another table or view, and can be made again from them.
    case external(Name)
    /// The table finds words, and does not keep what they stood in.
    case contentless
    /// The table shows what is kept elsewhere.
    case derived
    /// Nobody knows.
    case unknown
  }

  init(_ object: SchemaObject) { self.init(object.name, declaredBy: object.declaration) }

  init(_ name: Name, declaredBy declaration: String) {
    var cursor = TokenCursor(Tokenizer.tokens(of: declaration))
    while let token = cursor.next(), !token.isWord("using") {}
    let module = cursor.next()?.value.asciiLowercased() ?? ""
    let arguments = cursor.parenthesized()?.splitAtCommas().filter { !$0.isEmpty } ?? []
    self.init(name, module, VirtualTableArguments(arguments))
  }

  private init(_ name: Name, _ module: String, _ arguments: VirtualTableArguments) {
    self.name = name
    self.module = module
    tokenizer = arguments.options["tokenize"] ?? ""
    numberColumn = arguments.options["content_rowid"]?.asciiLowercased() ?? ""
    switch module {
    case "fts5", "fts4", "fts3":
      storage = module == "fts3" ? .own : arguments.storage
      columns = arguments.fullTextColumns(keepsRows: storage == .own)
      searchedColumns = arguments.searchedColumns
    case "rtree", "rtree_i32":
      (storage, columns, searchedColumns) = (.own, arguments.columns, [])
    case "geopoly":
      let shape = Name(sqlite: "_shape")
      (storage, columns, searchedColumns) = (.own, [shape] + arguments.columns, [])
    case "fts5vocab", "fts4aux", "fts3tokenize", "dbstat":
      (storage, columns, searchedColumns) = (.derived, [], [])
    default: (storage, columns, searchedColumns) = (.unknown, [], [])
    }
  }

  var isFullText: Bool { module.hasPrefix("fts") && storage != .derived }

  /// The table or view whose rows are found.
  var source: Name? {
    if case .external(let source) = storage { source } else { nil }
  }

  /// Whether its columns are those that its source had when it was created.
  ///
  /// <https://www.sqlite.org/fts3.html#_external_content_fts4_tables_>
  var takesColumnsOfSource: Bool { module == "fts4" && source != nil && searchedColumns.isEmpty }

  /// Makes the index again from the rows that it is of.
  ///
  /// <https://www.sqlite.org/fts5.html#the_rebuild_command>
  var rebuildSQL: String { "INSERT INTO \(name.sql) (\(name.sql)) VALUES ('rebuild')" }

  /// Fails where the index does not find just what its source holds.
  ///
  /// <https://www.sqlite.org/fts5.html#the_integrity_check_command>
  var agreementSQL: String {
    let rank = module == "fts5" ? (", rank", ", 1") : ("", "")
    return """
      INSERT INTO \(name.sql) (\(name.sql)\(rank.0)) VALUES ('integrity-check'\(rank.1))
      """
  }
}

/// The arguments of a module: names of columns, and options such as `content = 'posts'`.
private struct VirtualTableArguments {
  private(set) var columns: [Name] = []
  private(set) var searchedColumns: [Name] = []
  private(set) var options: [String: String] = [:]

  init(_ arguments: [[Token]]) {
    for argument in arguments { take(argument) }
  }

  private mutating func take(_ argument: [Token]) {
    let tokens = argument.drop { $0.isSymbol("+") }
    guard let first = tokens.first else { return }
    let rest = tokens.dropFirst()
    if let sign = rest.first, sign.isSymbol("=") {
      options[first.value.asciiLowercased()] = Self.text(of: rest.dropFirst())
    } else if first.isWord("tokenize"), !rest.isEmpty {
      options["tokenize"] = Self.text(of: rest)
    } else if first.canBeName {
      columns.append(first.name)
      if !rest.contains(where: { $0.isWord("unindexed") }) { searchedColumns.append(first.name) }
    }
  }

  private static func text(of tokens: ArraySlice<Token>) -> String {
    tokens.map { $0.canBeName ? $0.name.spelling : $0.value }.joined(separator: " ")
  }

  var storage: VirtualTable.Storage {
    guard let content = options["content"] else { return .own }
    return content.isEmpty ? .contentless : .external(Name(sqlite: content))
  }

  /// FTS3 and FTS4 call the one column of a table without any `content`.
  func fullTextColumns(keepsRows: Bool) -> [Name] {
    let hidden = options["languageid"].map { [Name(sqlite: $0)] } ?? []
    return (columns.isEmpty && keepsRows ? [Name(sqlite: "content")] : columns) + hidden
  }
}
