import ModelProviders
import Testing

@Suite(.enabled(if: TestPython.isExpected))
struct DjangoFailureTests {
  private static let item = "class Item(models.Model):\n    size = models.IntegerField()\n"

  private func failure(
    models: String = Self.item, settings: String = "", _ others: [String: String] = [:],
    _ projects: [String] = ["manage.py"], allowsStubs: Bool = false
  ) async throws -> ProviderError {
    try await DjangoFiles.failure(
      DjangoFiles.project(models: models, settings: settings, others), projects,
      allowsStubs: allowsStubs)
  }

  @Test(
    "names the environment variable that the settings lack",
    arguments: [
      "import os; os.environ['NO_SUCH']",
      "import os; raise Exception('set %s' % (os.getenv('NO_SUCH') or 'NO_SUCH'))",
    ])
  func variable(code: String) async throws {
    #expect(
      try await failure(settings: code)
        == .variableMissing("NO_SUCH", location: "site_settings.py:9"))
  }

  @Test("names the line of the settings whose application is not installed")
  func application() async throws {
    let error = try await failure(settings: "INSTALLED_APPS += [\n    'gone.apps.Config',\n]")
    guard case .missingPackage("gone", _, let location) = error else {
      Issue.record("another error: \(error)")
      return
    }
    #expect(location == "site_settings.py:10")
  }

  @Test("reports an application that asks the database when it starts")
  func query() async throws {
    let apps = """
      from django.apps import AppConfig
      class Shop(AppConfig):
          name = "shop"
          def ready(self):
              self.get_model("Item").objects.count()
      """
    #expect(
      try await failure(["shop/apps.py": apps])
        == .connectsAtImport("manage.py", location: "shop/apps.py:5"))
  }

  @Test("lets an application go on that does without the database")
  func expectedQuery() async throws {
    let apps = """
      from django.apps import AppConfig
      from django.db import OperationalError
      class Shop(AppConfig):
          name = "shop"
          def ready(self):
              try:
                  self.get_model("Item").objects.count()
              except OperationalError:
                  pass
      """
    let files = DjangoFiles.project(models: Self.item, ["shop/apps.py": apps])
    #expect(try await DjangoFiles.ddl(files, with: "shop_item").count == 1)
  }

  @Test("writes no log and needs no secret")
  func sideEffects() async throws {
    let settings = """
      SECRET_KEY = ""
      LOGGING = {"version": 1, "handlers": {
          "file": {"class": "logging.FileHandler", "filename": "/no/such/folder/log"}}}
      """
    let files = DjangoFiles.project(models: Self.item, settings: settings)
    #expect(try await DjangoFiles.ddl(files, with: "shop_item").count == 1)
  }

  @Test("reports targets that lead to no project")
  func targets() async throws {
    #expect(try await failure([:], ["other.py"]) == .moduleMissing("other.py", tree: "v1.2"))
    #expect(try await failure([:], ["other"]) == .moduleMissing("other", tree: "v1.2"))
    #expect(try await failure([:], ["manage.py:x"]) == .attributeMissing("manage.py:x"))
    #expect(
      try await failure([:], ["manage.py", "site_settings"])
        == .severalProjects(["manage.py", "site_settings"]))
    #expect(
      try await failure(["manage.py": "print('django')"]) == .settingsMissing("manage.py"))
    #expect(
      try await failure(settings: "INSTALLED_APPS = []\n") == .noModels(["manage.py"]))
  }

  @Test("makes no file for a database that an application keeps for itself")
  func otherDatabase() async throws {
    let apps = """
      import sqlite3
      from django.apps import AppConfig
      class Shop(AppConfig):
          name = "shop"
          def ready(self):
              sqlite3.connect("/no/such/folder/queue.db").execute("CREATE TABLE queue (id)")
      """
    let source = try await DjangoFiles.source(
      DjangoFiles.project(models: Self.item, ["shop/apps.py": apps]))
    #expect(source.dependencies != nil)
  }

  // MARK: Trees of the past

  @Test("leaves out applications that are gone")
  func goneApplications() async throws {
    let files = DjangoFiles.project(
      models: Self.item, settings: "INSTALLED_APPS += ['gone.apps.Config']")
    let source = try await DjangoFiles.source(files, allowsStubs: true)
    #expect(source.stubs == ["gone.apps.Config"])
  }

  @Test(
    "has no stubs for what the schema depends on",
    arguments: [
      ("class Item(gone.Base):\n    pass", "gone.Base"),
      ("class Item(gone.Base, models.Model):\n    pass", "gone.Base"),
      ("class Item(models.Model):\n    price = gone.MoneyField()", "gone.MoneyField"),
    ])
  func schema(code: String, name: String) async throws {
    #expect(
      try await failure(models: "import gone\n" + code, allowsStubs: true)
        == .schemaNeedsPackage(name))
  }

  @Test("has stubs for what is beside the schema")
  func stubs() async throws {
    let models = """
      import gone
      class Query(gone.QuerySet):
          pass
      class Item(models.Model):
          size = models.IntegerField(validators=[gone.check])
          objects = gone.Manager()
      """
    let source = try await DjangoFiles.source(
      DjangoFiles.project(models: models), allowsStubs: true)
    #expect(source.stubs == ["gone"])
  }
}
