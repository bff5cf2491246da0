import ModelProviders
import Processes
import Testing

/// A small project of Django, and what reading it yields.
enum DjangoFiles {
  static let script = """
    import os, sys

    if __name__ == "__main__":
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_settings")
        from django.core.management import execute_from_command_line
        execute_from_command_line(sys.argv)
    """

  static let settings = """
    SECRET_KEY = "x"
    INSTALLED_APPS = [
        "django.contrib.contenttypes",
        "shop",
    ]
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "shop.db"}}
    DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
    USE_TZ = True

    """

  /// The files of a project with an application `shop`.
  ///
  /// - Parameters:
  ///   - models: follow the import of `models`.
  ///   - operations: those of migrations, one list for each.
  static func project(
    models: String, migrations: [String] = [], settings more: String = "",
    _ others: [String: String] = [:]
  ) -> [String: String] {
    var files = [
      "manage.py": script, "site_settings.py": settings + more, "shop/__init__.py": "",
      "shop/models.py": "from django.db import models\n" + models,
    ]
    if !migrations.isEmpty { files["shop/migrations/__init__.py"] = "" }
    for (index, operations) in migrations.enumerated() {
      let before = index == 0 ? "" : "('shop', '\(name(index - 1))')"
      files["shop/migrations/\(name(index)).py"] = """
        from django.db import migrations, models
        class Migration(migrations.Migration):
            dependencies = [\(before)]
            operations = [\(operations)]
        """
    }
    return files.merging(others) { $1 }
  }

  private static func name(_ index: Int) -> String { "000\(index + 1)_step" }

  static func source(
    _ files: [String: String], _ projects: [String] = ["manage.py"], dialect: String = "sqlite",
    allowsStubs: Bool = false, migrationsWithSQL: [String] = []
  ) async throws -> ModelSource {
    let path: String = try #require(TestPython.path)
    var environment = ProcessEnvironment.current
    environment["DJANGO_SETTINGS_MODULE"] = nil
    let provider = DjangoProvider(
      projects: projects, migrationsWithSQL: migrationsWithSQL,
      python: PythonSettings(
        python: path, projectRoots: ["/"], environment: environment))
    return try await provider.models(
      in: MemoryTree(files), dialect: dialect, allowsStubs: allowsStubs)
  }

  /// The statements that have a word, of the project's DDL.
  static func ddl(
    _ files: [String: String], _ projects: [String] = ["manage.py"], dialect: String = "sqlite",
    with word: String = "", migrationsWithSQL: [String] = []
  ) async throws -> [String] {
    try await source(files, projects, dialect: dialect, migrationsWithSQL: migrationsWithSQL)
      .scripts.flatMap { $0.text.split(separator: "\n") }.map(String.init)
      .filter { word.isEmpty || $0.contains(word) }
  }

  static func failure(
    _ files: [String: String], _ projects: [String] = ["manage.py"], allowsStubs: Bool = false
  ) async throws -> ProviderError {
    do {
      _ = try await source(files, projects, allowsStubs: allowsStubs)
    } catch let error as ProviderError {
      return error
    }
    throw TestPython.NoFailure()
  }
}
