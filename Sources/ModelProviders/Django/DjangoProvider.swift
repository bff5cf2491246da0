package import Files

/// Models of a Django project, those of all its applications, printed as DDL by the project's Python.
///
/// No connection is opened. Names of constraints and indexes are those that the project's own
/// migrations lead to; where these cannot be followed, that is noted.
package struct DjangoProvider: ModelProvider {
  private let script: PythonScript

  /// - Parameters:
  ///   - projects: one path of a `manage.py`, or one settings module, and after a colon the alias of
  ///     the database where it is not `default`: `backend/manage.py`, `shop.settings:reports`.
  ///   - migrationsWithSQL: the migrations, or applications with all of theirs, whose `RunSQL` is part
  ///     of the schema: `shop.0004_search`, `shop`.
  package init(
    projects: [String], migrationsWithSQL: [String] = [], python: PythonSettings
  ) {
    script = PythonScript(
      library: "django", text: Self.text, targets: projects,
      options: migrationsWithSQL.map { "sql:" + $0 }, python: python)
  }

  private static let text =
    PackageResources.django_catalog_py + PackageResources.django_names_py
    + PackageResources.django_ddl_py

  package var neededPaths: [String]? { nil }

  package var identity: [String]? { script.identity }

  package var environment: [String: String] { script.python.environment }

  package func models(
    in tree: any Tree, dialect: String, allowsStubs: Bool
  ) async throws -> ModelSource {
    try await script.models(in: tree, dialect: dialect, allowsStubs: allowsStubs)
  }
}
