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
    let found = try suggestion([file: "", "app/models.py": Self.model])
    #expect(found == ProviderSuggestion(provider: .sql, models: [expected]))
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

  private func suggestion(_ files: [String: String]) throws -> ProviderSuggestion? {
    try ProviderDetection.suggestion(for: MemoryTree(files))
  }

  private func models(_ files: [String: String]) throws -> [String]? {
    let found = try suggestion(files)
    return found?.provider == .sqlalchemy ? found?.models : nil
  }
}
