import ModelProviders
import Processes
import Testing

@Suite(.enabled(if: TestPython.isExpected))
struct ImportFailureTests {
  private static let table =
    "import sqlalchemy as sa\nm = sa.MetaData()\nsa.Table('t', m, sa.Column('id', sa.Integer))\n"

  @Test("names the line of a syntax error")
  func syntaxError() async throws {
    let error = try await TestPython.failure(
      ["app/models.py": "x = 1\nclass User(:\n"], ["app.models"])
    guard case .importFailed("app.models", let reason, "app/models.py:2", _) = error else {
      Issue.record(error)
      return
    }
    #expect(reason.hasPrefix("SyntaxError: "))
  }

  @Test("names the innermost line of the project, and keeps Python's words")
  func exception() async throws {
    let files = [
      "models.py": "import config", "config.py": "\nimport json\njson.loads('nothing')",
    ]
    let error = try await TestPython.failure(files)
    guard case .importFailed("models", let reason, "config.py:3", let traceback) = error else {
      Issue.record(error)
      return
    }
    #expect(reason.hasPrefix("json.decoder.JSONDecodeError: Expecting value"))
    #expect(traceback.last == reason)
    #expect(!traceback.contains { $0.contains("<string>") || $0.contains("importlib") })
  }

  @Test("survives a module that ends the program")
  func exit() async throws {
    let error = try await TestPython.failure(["models.py": "import sys\nsys.exit('bye')"])
    guard case .importFailed("models", "SystemExit: bye", "models.py:2", _) = error else {
      Issue.record(error)
      return
    }
  }

  @Test("reports a Python that died")
  func crash() async throws {
    let models = "import os, sys\nsys.stderr.write('out of luck')\nsys.stderr.flush()\nos._exit(7)"
    let error = try await TestPython.failure(["models.py": models])
    let python = try #require(TestPython.path)
    #expect(
      error == .pythonFailed(python, status: .exited(7), errorOutput: ["out of luck"]))
  }

  @Test("tells a module that the tree lacks from a package that is not installed")
  func missing() async throws {
    #expect(
      try await TestPython.failure(["app/a.py": ""], ["app.models"])
        == .moduleMissing("app.models", tree: "v1.2"))
    let python = try #require(TestPython.path)
    #expect(
      try await TestPython.failure(["models.py": "\nimport no_such_package.parts"])
        == .missingPackage("no_such_package", python: python, location: "models.py:2"))
  }

  @Test("takes no module from outside the tree")
  func elsewhere() async throws {
    let error = try await TestPython.failure([:], ["sqlalchemy"])
    guard case .moduleElsewhere("sqlalchemy", let path) = error else {
      Issue.record(error)
      return
    }
    #expect(path.hasSuffix("sqlalchemy/__init__.py"))
  }

  @Test("denies connections, also to code that tries again and again")
  func connection() async throws {
    let models =
      Self.table + """
        engine = sa.create_engine('sqlite:///made.db')
        while True:
            try:
                m.create_all(engine)
                break
            except Exception:
                pass
        """
    #expect(
      try await TestPython.failure(["models.py": models])
        == .connectsAtImport("models", location: "models.py:7"))
  }

  @Test("reports targets without models")
  func noModels() async throws {
    #expect(try await TestPython.failure(["models.py": ""]) == .noModels(["models"]))
    #expect(
      try await TestPython.failure(
        ["models.py": "import sqlalchemy\nm = sqlalchemy.MetaData()"], ["models:m"])
        == .noModels(["models:m"]))
  }

  @Test("reports what a dialect cannot express")
  func notPrintable() async throws {
    let models =
      Self.table + """
        from sqlalchemy.dialects.postgresql import INET
        sa.Table('u', m, sa.Column('data', INET))
        """
    let error = try await TestPython.failure(["models.py": models])
    guard case .notPrintable("sqlite", let reason, _) = error else {
      Issue.record(error)
      return
    }
    #expect(reason.contains("INET"))
  }
}
