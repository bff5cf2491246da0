import ModelProviders
import Testing

@Suite(.enabled(if: TestPython.isExpected))
struct StubTests {
  private static let table =
    "import sqlalchemy as sa\nm = sa.MetaData()\nsa.Table('t', m, sa.Column('id', sa.Integer))\n"

  @Test(
    "take the place of packages, parts of packages and names that are gone",
    arguments: [
      ("import gone", ["gone"]),
      ("import gone.parts as g; g.value", ["gone"]),
      ("import gone.parts, gone.more", ["gone"]),
      ("from gone.parts import a, b", ["gone"]),
      ("import json.gone", ["json.gone"]),
      ("from json import gone, loads; loads('1')", ["json.gone"]),
      ("from email.utils import gone", ["email.utils.gone"]),
      ("from collections import MutableMapping", ["collections.MutableMapping"]),
      ("import second\nimport first", ["first", "second"]),
    ])
  func stubs(code: String, expected: [String]) async throws {
    #expect(try await load(code).stubs == expected)
  }

  @Test(
    "accept what happens while models are imported",
    arguments: [
      "class A(g.Base, g.other[int], key=1): pass",
      "class A(g.Base): pass\nclass B(A): pass\nassert not isinstance(B(), g.Base)",
      "class A(g.Base, g.Other): pass\nA(1, many=True).dump.x('y')",
      "@g.route('/')\ndef f(): return 1\nassert f() == 1",
      "@g.plain\ndef f(): return 1\nassert f() == 1",
      "class S: pass\n@g.uses(S)\ndef f(): return 1",
      "from gone import plain\n@plain\nclass A: b = 1\nassert A.b == 1",
      "try:\n    pass\nexcept (g.SomeError, g.OtherException): pass\nassert issubclass(g.SomeError, Exception)",
      "with g.context() as c: c.x = 1",
      "for x in g.items: raise ValueError",
      "v = g.v; a = (v | None) + 1 - v; b = v < 1 or 2 in v or v['a']; v['b'] = -v",
      "from typing import Optional, List\nx: Optional[List[g.Type]] = None",
      "assert not hasattr(g, '__clause_element__')",
      "from gone import *",
      "import copy, inspect; inspect.isclass(g.x); copy.copy(1)",
    ])
  func behaviour(code: String) async throws {
    #expect(try await load("import gone as g\n" + code).stubs == ["gone"])
  }

  @Test("serve the base classes of models")
  func modelBases() async throws {
    let models = """
      import sqlalchemy as sa
      from sqlalchemy.ext.declarative import declarative_base
      from gone import UserMixin
      Base = declarative_base()
      class User(UserMixin, Base):
          __tablename__ = 'users'
          id = sa.Column(sa.Integer, primary_key=True)
      """
    let source = try await TestPython.source(
      ["models.py": models], ["models"], allowsStubs: true)
    #expect(source.scripts.map { tables(in: $0.text) } == [["users"]])
  }

  @Test("stay away where the project expects that an import fails")
  func expected() async throws {
    let code = """
      try:
          import gone
      except ImportError:
          gone = None
      try:
          from json import (
              gone2)
      except (ValueError, ImportError):
          gone2 = None
      assert gone is None and gone2 is None
      """
    #expect(try await load(code).stubs == [])
  }

  @Test("serve a module that the tree itself lacks, but no name that it lacks")
  func ownModules() async throws {
    #expect(try await load("from app._version import version").stubs == ["app._version"])
    let error = try await failure("from app import version")
    guard case .importFailed("models", _, "models.py:1", _) = error else {
      Issue.record("another error: \(error)")
      return
    }
  }

  @Test(
    "never take the place of packages that make the schema",
    arguments: [
      "sqlalchemy_gone", "geoalchemy_gone", "pgvector.sqlalchemy", "sqlmodel_gone.x",
      "gone.models.sqla",
    ])
  func schemaPackages(name: String) async throws {
    let top = String(name.prefix { $0 != "." })
    let python = try #require(TestPython.path)
    #expect(
      try await failure("import \(name)")
        == .missingPackage(top, python: python, location: "models.py:1"))
  }

  @Test("never become part of the DDL")
  func notInDDL() async throws {
    let column = "sa.Column('s', sa.String, server_default=str(gone.default))"
    let models = Self.table + "import gone\nsa.Table('u', m, \(column))"
    let error = try await TestPython.failure(
      ["models.py": models], ["models"], allowsStubs: true)
    #expect(error == .schemaNeedsPackage("gone.default"))
  }

  @Test(
    "are no types of columns",
    arguments: ["gone.Type", "gone.Type()", "sa.Enum(gone.Kind)", "sa.String(gone.LENGTH)"])
  func columnTypes(type: String) async throws {
    let models = Self.table + "import gone\nsa.Table('u', m, sa.Column('s', \(type)))"
    _ = try await TestPython.failure(["models.py": models], ["models"], allowsStubs: true)
  }

  @Test("serve drivers that SQLAlchemy imports for the project")
  func drivers() async throws {
    let source = try await load("sa.create_engine('postgresql+psycopg2://localhost/x')")
    #expect(source.stubs.allSatisfy { $0 == "psycopg2" })
  }

  private func load(_ code: String) async throws -> ModelSource {
    try await TestPython.source(
      ["models.py": Self.table + code, "app/__init__.py": ""], ["models"], allowsStubs: true)
  }

  private func failure(_ code: String) async throws -> ProviderError {
    try await TestPython.failure(
      ["models.py": code, "app/__init__.py": ""], ["models"], allowsStubs: true)
  }
}
