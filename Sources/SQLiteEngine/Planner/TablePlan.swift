internal import Engine
internal import SchemaModel

/// How one table is brought from its old declaration to its new one, indexes aside.
struct TablePlan {
  let name: Name
  let statements: [Statement]
  let method: Method
  var suspendsForeignKeys: Bool

  enum Method {
    /// By `ALTER TABLE … ADD COLUMN` and `DROP COLUMN`, or by nothing at all.
    case alter(dropsColumns: Bool)
    /// By writing the new declaration into the catalog.
    case rewriteDeclaration
    /// By copying the rows into a new table.
    case rebuild
  }

  /// Whether SQLite writes all rows again; it does so too where a column is dropped.
  var rewritesRows: Bool {
    switch method {
    case .rebuild, .alter(dropsColumns: true): true
    case .alter, .rewriteDeclaration: false
    }
  }

  var isRebuilt: Bool {
    if case .rebuild = method { true } else { false }
  }

  /// Whether SQLite looks at all views and triggers on the way and refuses those that are broken.
  var disturbsObjects: Bool {
    switch method {
    case .rebuild, .alter(dropsColumns: true): true
    case .alter, .rewriteDeclaration: false
    }
  }
}
