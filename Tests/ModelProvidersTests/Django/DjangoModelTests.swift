import ModelProviders
import Testing

@Suite(.enabled(if: TestPython.isExpected))
struct DjangoModelTests {
  private static let models = """
    class Shelf(models.Model):
        code = models.CharField(max_length=8, unique=True)
        related = models.ManyToManyField("self")
    class Book(models.Model):
        shelf = models.ForeignKey(Shelf, models.CASCADE)
        class Meta:
            db_table = "volume"
    class Novel(Book):
        class Meta:
            proxy = True
    class Old(models.Model):
        class Meta:
            managed = False

    """

  @Test(
    "prints the tables of all applications, and of no model that has none",
    arguments: ["sqlite", "postgresql"])
  func allTables(dialect: String) async throws {
    let ddl = try await DjangoFiles.ddl(
      DjangoFiles.project(models: Self.models), dialect: dialect, with: "CREATE TABLE")
    #expect(
      ddl.compactMap { $0.split(separator: "\"").dropFirst().first } == [
        "django_content_type", "shop_shelf", "shop_shelf_related", "volume",
      ])
  }

  @Test("prints the same text in every run", arguments: ["sqlite", "postgresql"])
  func determinism(dialect: String) async throws {
    let files = DjangoFiles.project(models: Self.models)
    let first = try await DjangoFiles.ddl(files, dialect: dialect)
    #expect(try await DjangoFiles.ddl(files, dialect: dialect) == first)
  }

  @Test(
    "finds the settings by manage.py, in a folder too, or by their module",
    arguments: ["manage.py", "site_settings", "site_settings:default"])
  func targets(target: String) async throws {
    let files = DjangoFiles.project(models: Self.models)
    #expect(try await DjangoFiles.ddl(files, [target], with: "TABLE \"volume\"").count == 1)
    let deeper = Dictionary(uniqueKeysWithValues: files.map { ("back/" + $0.key, $0.value) })
    #expect(
      try await DjangoFiles.ddl(deeper, ["back/" + target], with: "TABLE \"volume\"").count == 1)
  }

  @Test("prints what belongs to the database that is named")
  func aliases() async throws {
    let settings = """
      DATABASES["log"] = DATABASES["default"]
      DATABASE_ROUTERS = ["site_settings.Router"]
      class Router:
          def allow_migrate(self, db, app_label, model_name=None, **hints):
              return (db == "log") == (model_name == "book")
      """
    let files = DjangoFiles.project(models: Self.models, settings: settings)
    let log = try await DjangoFiles.ddl(files, ["manage.py:log"], with: "CREATE TABLE")
    #expect(log.count == 1)
    #expect(try await DjangoFiles.ddl(files, with: "CREATE TABLE").count == 3)
  }

  @Test("names of values are written as the database has them")
  func values() async throws {
    let models = """
      class Item(models.Model):
          price = models.IntegerField()
          word = models.CharField(max_length=8)
          class Meta:
              indexes = [models.Index(
                  fields=["price"], name="odd", condition=models.Q(word="it's 100%") & models.Q(price__gt=1))]
      """
    let index = try await DjangoFiles.ddl(
      DjangoFiles.project(models: models), dialect: "postgresql", with: "INDEX")
    #expect(
      index == [
        "CREATE INDEX \"odd\" ON \"shop_item\" (\"price\") WHERE "
          + "(\"word\" = 'it''s 100%' AND \"price\" > 1);"
      ])
  }

  @Test(
    "tells the values that Django gives to rows that are there",
    arguments: ["sqlite", "postgresql"])
  func fillings(dialect: String) async throws {
    let models = """
      import uuid
      class Item(models.Model):
          flag = models.BooleanField(default=False)
          word = models.CharField(max_length=9, default="it's")
          text = models.TextField(blank=True)
          price = models.DecimalField(max_digits=5, decimal_places=2, default=1)
          data = models.JSONField(default=dict)
          key = models.UUIDField(default=uuid.uuid4)
          length = models.DurationField(default=5)
          made = models.DateTimeField(auto_now_add=True)
          left = models.IntegerField(null=True, default=3)
          size = models.IntegerField()
      """
    let source = try await DjangoFiles.source(
      DjangoFiles.project(models: models), dialect: dialect)
    let expected = [
      ("flag", "FALSE"), ("word", "'it''s'"), ("text", "''"), ("price", "1"), ("data", "'{}'"),
    ]
    #expect(
      source.notes == expected.map { .filling(column: "shop_item.\($0.0)", value: $0.1) })
  }

  // MARK: Names

  private static let uniqueLater = [
    "migrations.CreateModel('Item', [('id', models.BigAutoField(primary_key=True)), "
      + "('code', models.IntegerField()), ('size', models.IntegerField(unique=True))])",
    "migrations.AlterField('Item', 'code', models.IntegerField(unique=True)), "
      + "migrations.AddField('Item', 'more', models.IntegerField(null=True, unique=True))",
  ]

  private static let item = """
    class Item(models.Model):
        code = models.IntegerField(unique=True)
        size = models.IntegerField(unique=True)
        more = models.IntegerField(null=True, unique=True)
        new = models.IntegerField(null=True, unique=True)
    """

  @Test("calls a constraint as the migration does that has added it")
  func laterConstraint() async throws {
    let files = DjangoFiles.project(models: Self.item, migrations: Self.uniqueLater)
    let renames = try await DjangoFiles.ddl(files, dialect: "postgresql", with: "RENAME")
    #expect(
      renames == [
        "ALTER TABLE \"shop_item\" RENAME CONSTRAINT \"shop_item_code_key\" "
          + "TO \"shop_item_code_7fe3372d_uniq\";"
      ])
  }

  private static let renamed = [
    "migrations.CreateModel('Thing', [('id', models.BigAutoField(primary_key=True)), "
      + "('code', models.CharField(max_length=9, db_index=True)), "
      + "('up', models.ForeignKey('shop.Thing', models.CASCADE))])",
    "migrations.RenameModel('Thing', 'Item'), migrations.RenameField('Item', 'code', 'word')",
  ]

  @Test("keeps the names of what is renamed", arguments: ["sqlite", "postgresql"])
  func renames(dialect: String) async throws {
    let models = """
      class Item(models.Model):
          word = models.CharField(max_length=9, db_index=True)
          up = models.ForeignKey("self", models.CASCADE)
      """
    let files = DjangoFiles.project(models: models, migrations: Self.renamed)
    let ddl = try await DjangoFiles.ddl(files, dialect: dialect, with: "INDEX \"shop_")
    // SQLite has made the indexes anew, together with the table.
    let names = ddl.map { $0.split(separator: "\"")[1] }
    let prefix = dialect == "sqlite" ? "shop_item_" : "shop_thing_"
    #expect(names.count == (dialect == "sqlite" ? 2 : 3))
    #expect(names.allSatisfy { $0.hasPrefix(prefix) })
  }

  @Test("takes names of new tables, and says so, where migrations cannot be followed")
  func unfollowed() async throws {
    let files = DjangoFiles.project(models: Self.item, migrations: Self.uniqueLater + ["1 / 0"])
    let source = try await DjangoFiles.source(files, dialect: "postgresql")
    #expect(
      source.notes == [
        .namesUnfollowed("shop/migrations/0003_step.py:4: ZeroDivisionError: division by zero")
      ])
    #expect(!source.scripts.contains { $0.text.contains("RENAME") })
  }

  // MARK: What is beside the tables

  @Test("begins with the extensions, and ends with the SQL that is chosen")
  func otherObjects() async throws {
    let migrations =
      Self.uniqueLater + [
        "migrations.RunSQL('CREATE VIEW v AS SELECT 1'), "
          + "migrations.RunSQL('CREATE EXTENSION pg_trgm'), "
          + "migrations.RunSQL([('CREATE VIEW %s', ['w'])])"
      ]
    let files = DjangoFiles.project(models: Self.item, migrations: migrations)
    let plain = try await DjangoFiles.ddl(files, dialect: "postgresql")
    #expect(plain.first == "CREATE EXTENSION pg_trgm;")
    #expect(!plain.contains { $0.contains("VIEW") })
    for chosen in ["shop", "shop.0003_step"] {
      let ddl = try await DjangoFiles.ddl(
        files, dialect: "postgresql", migrationsWithSQL: [chosen])
      #expect(ddl.first == "CREATE EXTENSION pg_trgm;")
      #expect(ddl.suffix(2) == ["CREATE VIEW v AS SELECT 1;", "CREATE VIEW 'w';"])
    }
  }
}
