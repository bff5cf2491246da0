package import Files

/// Models of SQLAlchemy, Flask-SQLAlchemy and SQLModel, printed as DDL by the project's Python.
///
/// Tables of a Flask-SQLAlchemy bind other than the default are left out and noted.
package struct SQLAlchemyProvider: ModelProvider {
  private let script: PythonScript

  /// - Parameter modules: where the models are: the modules to import.
  ///
  ///   `app.models` prints all that the import declares; `app:db` and `app:create_app("test")` only
  ///   what the attribute leads to. A folder in front, `backend/app.models`, is where imports start.
  package init(modules: [String], python: PythonSettings) {
    script = PythonScript(
      library: "sqlalchemy", text: PackageResources.sqlalchemy_ddl_py, targets: modules,
      python: python)
  }

  package var neededPaths: [String]? { nil }

  package var identity: [String]? { script.identity }

  package var environment: [String: String] { script.python.environment }

  package func models(
    in tree: any Tree, dialect: String, allowsStubs: Bool
  ) async throws -> ModelSource {
    try await script.models(in: tree, dialect: dialect, allowsStubs: allowsStubs)
  }
}
