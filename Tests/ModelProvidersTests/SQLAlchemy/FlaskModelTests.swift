import ModelProviders
import Testing

@Suite(.enabled(if: TestPython.isExpected))
struct FlaskModelTests {
  private static let application = """
    from flask import Flask
    from flask_sqlalchemy import SQLAlchemy
    """

  private static let models = """
    from app import db
    class User(db.Model):
        id = db.Column(db.Integer, primary_key=True)
    """

  private static let global = [
    "app/__init__.py": """
    \(application)
    app = Flask(__name__)
    app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite://'
    db = SQLAlchemy(app)
    from app import models
    """,
    "app/models.py": models,
  ]

  private static let factory = [
    "app/__init__.py": """
    \(application)
    db = SQLAlchemy()
    def create_app(uri='sqlite://'):
        app = Flask(__name__)
        app.config['SQLALCHEMY_DATABASE_URI'] = uri
        db.init_app(app)
        from app import models
        return app
    """,
    "app/models.py": models,
  ]

  @Test("prints the models of an application of the module", arguments: ["app", "app.models"])
  func moduleApplication(target: String) async throws {
    #expect(tables(in: try await TestPython.ddl(Self.global, [target])) == ["user"])
  }

  @Test("finds the extension of an application", arguments: ["app:app", "app:db"])
  func extensions(target: String) async throws {
    #expect(tables(in: try await TestPython.ddl(Self.global, [target])) == ["user"])
  }

  @Test(
    "calls a named factory",
    arguments: ["app:create_app()", "app:create_app('sqlite:///a/b.db')"])
  func namedFactory(target: String) async throws {
    #expect(tables(in: try await TestPython.ddl(Self.factory, [target])) == ["user"])
  }

  @Test("calls create_app where the modules have no models, and notes it")
  func impliedFactory() async throws {
    let source = try await TestPython.source(Self.factory, ["app"])
    #expect(source.scripts.map { tables(in: $0.text) } == [["user"]])
    #expect(source.notes == [.factoryCalled("app:create_app()")])
  }

  @Test("needs no factory where a module has the models")
  func noFactory() async throws {
    let source = try await TestPython.source(Self.factory, ["app.models"])
    #expect(source.scripts.map { tables(in: $0.text) } == [["user"]])
    #expect(source.notes == [])
  }

  @Test("leaves out other binds, and notes them", arguments: ["app.models", "app:db"])
  func binds(target: String) async throws {
    var files = Self.global
    files["app/models.py", default: ""] += """

      class Event(db.Model):
          __bind_key__ = 'log'
          id = db.Column(db.Integer, primary_key=True)
      """
    let source = try await TestPython.source(files, [target])
    #expect(source.scripts.map { tables(in: $0.text) } == [["user"]])
    #expect(source.notes == [.bindSkipped("log")])
  }
}
