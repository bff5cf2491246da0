/// What a tree's models declare, as DDL of one dialect.
package struct ModelSource: Hashable, Sendable {
  /// To be run in this order on an empty database.
  package var scripts: [SourceText]

  /// The modules, and names of modules, that stubs have replaced, sorted: `redis`,
  /// `werkzeug.urls.url_parse`.
  package var stubs: [String]

  /// What else a person may want to know about the scripts.
  package var notes: [ModelNote]

  /// `nil` where something else may have had a part in it.
  package var dependencies: ModelDependencies?

  package init(
    scripts: [SourceText], stubs: [String] = [], notes: [ModelNote] = [],
    dependencies: ModelDependencies? = nil
  ) {
    self.scripts = scripts
    self.stubs = stubs
    self.notes = notes
    self.dependencies = dependencies
  }
}

/// A fact about how models were read.
package enum ModelNote: Hashable, Sendable {
  /// The tables of this Flask-SQLAlchemy bind are left out: they live in another database.
  case bindSkipped(String)

  /// No model was found before this application factory was called.
  case factoryCalled(String)

  /// What rows that are there get in a column that may not be NULL and is new: `users.age`, and an
  /// expression in SQL.
  case filling(column: String, value: String)

  /// The names of constraints and indexes are those that new tables get: migrations of the project
  /// could not be followed, for this reason.
  case namesUnfollowed(String)

  /// So many statements of this kind are left out, such as `INSERT`, since models are a schema.
  ///
  /// `first` is where the first one stands: `schema.sql:12`.
  case statementsSkipped(kind: String, count: Int, first: String)

  /// The tree lacks this file of the command, and the working tree's was run.
  case fileOfWorkingTree(String)

  /// There are so many statements that say who may do what, the first of them there.
  case grants(count: Int, first: String)
}
