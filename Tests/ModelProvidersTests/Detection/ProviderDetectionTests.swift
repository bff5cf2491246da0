import ModelProviders
import Testing

@Suite struct ProviderDetectionTests {
  private static let model = "class User(db.Model):\n    __tablename__ = 'users'\n"
  private static let base = "class Base(DeclarativeBase):\n    pass\n"

  @Test(
    "finds a schema in SQL before anything else",
    arguments: [
      ("schema.sql", "schema.sql"), ("db/schema.sql", "db/schema.sql"),
      ("db/structure.sql", "db/structure.sql"), ("sql/schema.sql", "sql/schema.sql"),
      ("schema/users.sql", "schema"),
    ])
  func sql(file: String, expected: String) throws {
    let all = try suggestions([file: "", "app/models.py": Self.model])
    let found = try #require(all.first)
    #expect(found.provider == .sql && found.models == [expected] && found.layout == nil)
    #expect(all.map(\.description) == ["\(expected) (sql)", "app.models (sqlalchemy)"])
  }

  @Test("finds a schema in SQL anywhere in the application, the least deep first")
  func deepSQL() throws {
    let found = try suggestions([
      "internal/storage/schema.sql": "", "services/x/db/structure.sql": "",
      "internal/storage/schema_test.sql": "", "vendor/schema.sql": "", "test/schema.sql": "",
      "db/mysql/schema.sql": "", ".cache/schema.sql": "",
    ])
    #expect(
      found.map(\.models) == [["internal/storage/schema.sql"], ["services/x/db/structure.sql"]])
  }

  @Test("takes the schema that Rails writes as SQL, with those of its other databases beside it")
  func rails() throws {
    let tree = [
      "db/structure.sql": "", "db/cache_structure.sql": "", "db/schema.rb": "", "lib/schema.rb": "",
    ]
    #expect(
      try suggestions(tree).map(\.models) == [["db/structure.sql"], ["db/cache_structure.sql"]])
    #expect(try ProviderDetection.rubySchema(in: MemoryTree(tree)) == nil)
  }

  @Test("finds the schema that Rails writes as Ruby, which is no model")
  func ruby() throws {
    let tree = ["engine/db/schema.rb": "", "lib/schema.rb": ""]
    #expect(try suggestions(tree).isEmpty)
    #expect(try ProviderDetection.rubySchema(in: MemoryTree(tree)) == "engine/db/schema.rb")
  }

  @Test("finds Django's manage.py before models of SQLAlchemy, and no other program of that name")
  func django() throws {
    let script = "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'django_site.settings')"
    let found = try suggestions([
      "back/manage.py": script, "manage.py": script, "tests/manage.py": script,
      "flask/manage.py": "from flask_script import Manager", "app/models.py": Self.model,
    ])
    #expect(
      found.map(\.description) == [
        "manage.py (django)", "back/manage.py (django)", "app.models (sqlalchemy)",
      ])
  }

  @Test(
    "knows the folders of other programs by their shape",
    arguments: [
      ("db/migrations/000001_users.up.sql", "db/migrations", "golang-migrate"),
      ("000001_users.up.sql", ".", "golang-migrate"),
      ("src/main/resources/db/V10__users.sql", "src/main/resources/db", "flyway"),
      ("migrations/2024-01-01-000000_users/up.sql", "migrations", "diesel"),
      ("prisma/migrations/20240101000000_users/migration.sql", "prisma/migrations", "prisma"),
    ])
  func layouts(file: String, folder: String, layout: String) throws {
    let found = try #require(try suggestion([file: "CREATE TABLE users (id int);"]))
    #expect(found.models == [folder] && found.layout?.rawValue == layout)
    #expect(try ProviderDetection.layout(of: folder, in: MemoryTree([file: ""])) == found.layout)
  }

  @Test("knows them by what is in or beside a file")
  func markedLayouts() throws {
    let goose = ["db/001_users.sql": "-- +goose Up\nCREATE TABLE users (id int);"]
    #expect(try suggestion(goose)?.layout == .goose)
    let dbmate = ["db/20240101_users.sql": "-- migrate:up\nCREATE TABLE users (id int);"]
    #expect(try suggestion(dbmate)?.layout == .dbmate)
    let drizzle = ["drizzle/0000_users.sql": "", "drizzle/meta/_journal.json": ""]
    #expect(try suggestion(drizzle)?.layout == .drizzle)
    #expect(try suggestion(["db/001_users.sql": "CREATE TABLE users (id int);"]) == nil)
    let revision = "-- Revision: 123456789012\n-- Parent: none\n-- migrate:up\n"
    #expect(try suggestion(["migrations/versions/123456789012_a.sql": revision]) == nil)
  }

  @Test("takes the folder with the most steps, and says what it has not taken")
  func severalLayouts() throws {
    let found = try suggestions([
      "a/1_x.up.sql": "", "b/1_x.up.sql": "", "b/2_y.up.sql": "", "b/2_y.down.sql": "",
      "tests/1_x.up.sql": "",
    ])
    #expect(found.map(\.description) == ["b (golang-migrate)", "a (golang-migrate)"])
  }

  @Test(
    "tells PostgreSQL by words that only it understands",
    arguments: [
      ("CREATE TABLE a (id SERIAL)", true), ("CREATE TABLE a (id int)", false),
      ("ALTER TABLE a ADD CONSTRAINT k UNIQUE (b)", true),
      ("SELECT pg_catalog.set_config('search_path', '', false)", true),
      ("-- jsonb\nCREATE TABLE a (id int)", false),
      ("CREATE TABLE a (\"serial\" int)", false),
      ("CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, b jsonb)", false),
    ])
  func dialect(text: String, isPostgreSQLs: Bool) {
    let script = SourceText(path: "schema.sql", text: text)
    #expect(SQLDialectMarks.arePostgreSQLs([script]) == isPostgreSQLs)
  }

  @Test("names Python modules as they are imported")
  func modules() throws {
    #expect(try models(["models.py": Self.model]) == ["models"])
    #expect(try models(["app/models.py": Self.model]) == ["app.models"])
    #expect(try models(["app/__init__.py": "", "app/models.py": Self.model]) == ["app.models"])
    #expect(
      try models(["app/__init__.py": "", "app/models/__init__.py": Self.model]) == ["app.models"])
  }

  @Test("starts at 'src', or at the folder of a package that lies deeper")
  func layouts() throws {
    #expect(
      try models(["src/app/__init__.py": "", "src/app/models.py": Self.model]) == ["app.models"])
    #expect(try models(["src/app/models.py": Self.model]) == ["app.models"])
    #expect(
      try models(["backend/app/__init__.py": "", "backend/app/models.py": Self.model])
        == ["backend/app.models"])
  }

  @Test(
    "passes over what is not the application",
    arguments: [
      "tests/models.py", "app/test_models.py", "tests.py", "venv/lib/models.py", ".venv/models.py",
      "migrations/versions/0a_users.py", "app/site-packages/models.py", "notes/models.txt",
      "my-script.py",
    ])
  func others(path: String) throws {
    #expect(try suggestion([path: Self.model]) == nil)
  }

  @Test("takes a module with a mere base only where no other has tables")
  func bases() throws {
    #expect(try models(["app/db.py": Self.base]) == ["app.db"])
    #expect(try models(["app/db.py": Self.base, "app/models.py": Self.model]) == ["app.models"])
  }

  @Test("lets a package stand for modules that it imports")
  func packages() throws {
    var files = [
      "app/__init__.py": "",
      "app/models/__init__.py": "from .user import User\nfrom app.models import post",
      "app/models/user.py": Self.model, "app/models/post.py": Self.model,
    ]
    #expect(try models(files) == ["app.models"])
    files["app/models/tag.py"] = Self.model
    #expect(try models(files) == ["app.models.post", "app.models.tag", "app.models.user"])
  }

  @Test("follows a simple target_metadata of Alembic")
  func alembic() throws {
    let environment = """
      from app.db import Base, engine  # noqa
      target_metadata = None
      target_metadata = Base.metadata
      """
    let files = [
      "alembic/env.py": environment, "app/db.py": Self.base, "app/models.py": Self.model,
    ]
    #expect(try models(files) == ["app.models", "app.db:Base"])
  }

  @Test(
    "passes over any other target_metadata",
    arguments: [
      "target_metadata = None", "target_metadata = get_metadata()",
      "from app.gone import Base\ntarget_metadata = Base.metadata",
      "target_metadata = current_app.extensions['migrate'].db.metadata",
      "from app.models import Base as B\ntarget_metadata = B.metadata",
    ])
  func alembicOtherwise(environment: String) throws {
    let files = ["migrations/env.py": environment, "app/models.py": Self.model]
    #expect(try models(files) == ["app.models"])
  }

  @Test("suggests nothing where nothing is")
  func nothing() throws {
    #expect(try suggestion(["main.py": "print()", "data/rows.sql": "INSERT"]) == nil)
  }

  private func suggestions(_ files: [String: String]) throws -> [ProviderSuggestion] {
    try ProviderDetection.suggestions(for: MemoryTree(files))
  }

  private func suggestion(_ files: [String: String]) throws -> ProviderSuggestion? {
    try ProviderDetection.suggestion(for: MemoryTree(files))
  }

  private func models(_ files: [String: String]) throws -> [String]? {
    let found = try suggestion(files)
    return found?.provider == .sqlalchemy ? found?.models : nil
  }
}
