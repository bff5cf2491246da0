import ModelProviders
import Testing

@Suite(.enabled(if: TestPython.isExpected))
struct SQLAlchemyModelTests {
  private static let declarative = """
    import sqlalchemy as sa
    from sqlalchemy.ext.declarative import declarative_base
    Base = declarative_base()

    class Stamped:
        created = sa.Column(sa.DateTime, nullable=False)

    class User(Stamped, Base):
        __tablename__ = 'users'
        __table_args__ = tuple(sa.Index('ix_%d' % n, 'id', 'name') for n in range(9)) + (
            sa.CheckConstraint("name LIKE '%@%'", name='has_at'),)
        id = sa.Column(sa.Integer, primary_key=True)
        name = sa.Column(sa.String(80), unique=True)
        active = sa.Column(sa.Boolean, nullable=False)
        role = sa.Column(sa.Enum('admin', 'guest', name='role'))

    """

  @Test("prints declarative classes with their mixins, for SQLite")
  func declarativeClasses() async throws {
    let ddl = try await TestPython.ddl(["models.py": Self.declarative])
    #expect(ddl.hasPrefix("CREATE TABLE users (\n"))
    for part in [
      "created DATETIME NOT NULL", "active BOOLEAN NOT NULL", "role VARCHAR(5)", "UNIQUE (name)",
      "CREATE INDEX ix_8 ON users (id, name);\n",
    ] {
      #expect(ddl.contains(part))
    }
  }

  @Test("prints types and percent signs for PostgreSQL")
  func postgresql() async throws {
    let ddl = try await TestPython.ddl(["models.py": Self.declarative], dialect: "postgresql")
    #expect(ddl.hasPrefix("CREATE TYPE role AS ENUM ('admin', 'guest');\n"))
    #expect(ddl.contains("CHECK (name LIKE '%@%')"))
    #expect(ddl.contains("id SERIAL NOT NULL"))
  }

  @Test("makes the schemas that SQLAlchemy takes to be there, but none that an event makes")
  func schemas() async throws {
    let models = """
      import sqlalchemy as sa
      metadata = sa.MetaData()
      for schema in ('b', 'A a', 'made', 'public', None):
          sa.Table('t', metadata, sa.Column('id', sa.Integer), schema=schema)
      sa.event.listen(metadata, 'before_create', sa.DDL('CREATE SCHEMA made'))
      """
    let ddl = try await TestPython.ddl(["models.py": models], dialect: "postgresql")
    #expect(
      ddl.split(separator: "\n").filter { $0.hasPrefix("CREATE SCHEMA") }
        == ["CREATE SCHEMA \"A a\";", "CREATE SCHEMA b;", "CREATE SCHEMA made;"])
    #expect(ddl.hasPrefix("CREATE SCHEMA"))
  }

  @Test("prints the same text in every run", arguments: ["sqlite", "postgresql"])
  func deterministic(dialect: String) async throws {
    let files = ["models.py": Self.declarative]
    let first = try await TestPython.ddl(files, dialect: dialect)
    for _ in 1...2 { #expect(try await TestPython.ddl(files, dialect: dialect) == first) }
  }

  @Test("prints Core tables and what their events create")
  func coreTables() async throws {
    let models = """
      import sqlalchemy as sa
      metadata = sa.MetaData()
      t = sa.Table('t', metadata, sa.Column('id', sa.Integer, primary_key=True))
      sa.event.listen(t, 'after_create', sa.DDL('CREATE VIEW v AS SELECT id FROM t -- all'))

      @sa.event.listens_for(t, 'after_create')
      def rows(table, connection, **_):
          connection.execute(table.insert().values(id=1))
          connection.exec_driver_sql('CREATE VIEW w AS SELECT 1;')
      """
    let ddl = try await TestPython.ddl(["models.py": models])
    #expect(
      ddl.hasSuffix(
        ");\n\nCREATE VIEW v AS SELECT id FROM t -- all\n;\n\nCREATE VIEW w AS SELECT 1;\n"))
  }

  @Test("prints all MetaData objects, a table that two of them share once")
  func severalMetadata() async throws {
    let models = """
      import sqlalchemy as sa
      kept = []
      for names in (('b', 'shared'), ('a', 'shared')):
          kept.append(sa.MetaData())
          for name in names:
              sa.Table(name, kept[-1], sa.Column('id', sa.Integer, primary_key=True))
      empty = sa.MetaData()
      """
    let ddl = try await TestPython.ddl(["models.py": models])
    #expect(tables(in: ddl) == ["a", "shared", "b"])
  }

  @Test("stops at a table that two MetaData objects declare differently")
  func conflict() async throws {
    let models = """
      import sqlalchemy as sa
      one, two = sa.MetaData(), sa.MetaData()
      sa.Table('t', one, sa.Column('a', sa.Integer))
      sa.Table('t', two, sa.Column('b', sa.Integer))
      """
    #expect(try await TestPython.failure(["models.py": models]) == .tableDeclaredTwice("t"))
  }

  @Test("prints only the MetaData that a target names")
  func namedMetadata() async throws {
    let models = """
      import sqlalchemy as sa
      one, two = sa.MetaData(), sa.MetaData()
      sa.Table('a', one, sa.Column('id', sa.Integer))
      sa.Table('b', two, sa.Column('id', sa.Integer))
      class Base: metadata = two
      def both(first, last=None): return [one, two] if first and last == 'x/y' else []
      """
    let files = ["models.py": models]
    #expect(tables(in: try await TestPython.ddl(files, ["models:one"])) == ["a"])
    #expect(tables(in: try await TestPython.ddl(files, ["models:Base"])) == ["b"])
    #expect(
      tables(in: try await TestPython.ddl(files, ["models:both(True, last='x/y')"]))
        == ["a", "b"])
    #expect(
      try await TestPython.failure(files, ["models:three"]) == .attributeMissing("models:three"))
  }

  @Test(
    "imports from the root, from 'src' and from a named folder",
    arguments: [
      ("app/models.py", "app.models"), ("src/app/models.py", "app.models"),
      ("backend/app/models.py", "backend/app.models"),
    ])
  func folders(file: String, target: String) async throws {
    let models = "import sqlalchemy as sa\nm = sa.MetaData()\n"
    let table = "import app.models as a\nsa.Table('t', m, sa.Column('id', sa.Integer))"
    let ddl = try await TestPython.ddl([file: models + table], [target])
    #expect(tables(in: ddl) == ["t"])
  }

  @Test("is not disturbed by models that print, or that leave a thread behind")
  func printing() async throws {
    let models = """
      import sqlalchemy as sa, os, sys, threading, time
      print('CREATE TABLE no;')
      os.write(1, b'end\\0\\0')
      os.system('echo no')
      threading.Thread(target=time.sleep, args=(60,)).start()
      t = sa.Table('t', sa.MetaData(), sa.Column('id', sa.Integer))
      """
    let ddl = try await TestPython.ddl(["models.py": models])
    #expect(ddl == "CREATE TABLE t (\n\tid INTEGER\n);\n")
  }

  @Test("tells models the dialect, and leaves nothing in their folder")
  func environment() async throws {
    let models = """
      import os, sqlalchemy as sa
      import other
      name = os.environ['GIT_MIGRATE_DIALECT'] + str(os.path.exists('__pycache__'))
      t = sa.Table(name, sa.MetaData(), sa.Column('id', sa.Integer))
      """
    let ddl = try await TestPython.ddl(["models.py": models, "other.py": ""])
    #expect(tables(in: ddl) == ["\"sqliteFalse\""])
  }
}

/// The names of the tables that DDL creates, in its order.
func tables(in ddl: String) -> [String] {
  ddl.split(separator: "\n").compactMap { line in
    line.hasPrefix("CREATE TABLE ")
      ? line.split(separator: " ").dropFirst(2).first.map(String.init) : nil
  }
}
