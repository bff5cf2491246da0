import Files
import SchemaModel
import Testing

@testable import Commands
@testable import Engine
@testable import GitRepository
@testable import ModelProviders
@testable import PostgreSQLEngine
@testable import Revisions
@testable import SQLiteEngine
@testable import Workflows

/// Something that reads what comes from outside, with inputs that make sense to it.
struct Parser: Sendable, CustomTestStringConvertible {
  let name: String
  let seeds: [[UInt8]]
  let words: [String]
  let parse: @Sendable ([UInt8]) -> Void

  var testDescription: String { name }

  init(
    _ name: String, words: [String] = [], seeds: [String],
    parse: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.init(name, words: words, seeds: seeds.map { Array($0.utf8) }, bytes: parse)
  }

  init(
    _ name: String, words: [String] = [], seeds: [[UInt8]],
    bytes parse: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.name = name
    self.seeds = seeds
    self.words = words
    self.parse = parse
  }

  private init(
    _ name: String, words: [String] = [], seeds: [String],
    text: @escaping @Sendable (String) -> Void
  ) {
    self.init(name, words: words, seeds: seeds) { text(String(decoding: $0, as: UTF8.self)) }
  }

  static let all: [Parser] =
    [revision, configuration, noise, sqlite, postgreSQL, printed, address, trailers, records]
    + [recordRow, words, snapshot, output, index]

  // MARK: Files

  private static let revision = Parser(
    "revision", words: ["-- Revision: ", "-- migrate:up", "-- migrate:down", " irreversible: "],
    seeds: [
      """
      -- Revision: ac423ee17380
      -- Parent: none
      -- Base: v1.0
      -- Message: user table
      -- Snapshot: sqlite 9c1e77a41f0b
      -- Allow: drop-column users.a

      -- migrate:up sqlite foreign_keys:off
      CREATE TABLE users (id INTEGER);
      -- migrate:up postgresql transaction:no
      SELECT 1;
      -- migrate:down irreversible: no way

      """
    ]
  ) { bytes in
    let revision = try? Revision(parsing: bytes, path: "a.sql")
    _ = revision.map { try? Revision(parsing: $0.text, path: "a.sql") }
    var text = RevisionText(bytes)
    text.set(parent: nil)
    text.set(message: "other\nwords")
    text.add([Allowance(hazard: "a", subject: "b")])
    _ = text.merged(with: RevisionText(Array(bytes.reversed())), base: nil)
  }

  private static let configuration = Parser(
    "configuration", words: ["[migrate]", "[include]", "\tpath = "],
    seeds: ["[migrate]\n\tprovider = sql\n\tmodels = \"a b\" ; x\n[migrate \"x\"]\n\ty\n"]
  ) { (text: String) in
    _ = try? ConfigurationFile.parse(text)
    _ = try? Settings(Configuration(committed: ConfigurationFile.parse(text)))
  }

  private static let snapshot = Parser(
    "snapshot", seeds: [storedSchema],
    bytes: { bytes in
      var reader = StoredReader(bytes)
      let schema: Schema? = try? reader.value()
      _ = schema?.canonicalText
    })

  private static let storedSchema: [UInt8] = {
    var writer = StoredWriter()
    let column = Column(name: Name(folding: "a"), type: Expression("text", key: "text"))
    writer.write(
      Schema(dialect: .sqlite, tables: [Table(name: Name(folding: "t"), columns: [column])]))
    return writer.bytes
  }()

  private static let index = Parser(
    "index", seeds: [indexFile],
    bytes: { bytes in
      let path = "/dev/shm/git-migrate-fuzz-index"
      guard (try? AtomicFile.write(bytes, to: path, isDurable: false)) != nil else { return }
      guard let index = IndexFile(path: path) else { return }
      for position in 0..<index.count {
        _ = index.entry(at: position)
        _ = index.isConflict(at: position)
        _ = index.isAnnounced(at: position)
        _ = index.position(of: Array(index.path(at: position)))
      }
      _ = index.firstPosition(notBefore: Array("models".utf8))
    })

  /// An index as <https://git-scm.com/docs/index-format> describes it, with two entries.
  private static let indexFile: [UInt8] = {
    func entry(_ path: String) -> [UInt8] {
      let entry =
        [UInt8](repeating: 0, count: 24) + [0, 0, 0x81, 0xA4] + [UInt8](repeating: 0, count: 12)
        + [UInt8](repeating: 0xAB, count: 20) + [0, UInt8(path.utf8.count)] + Array(path.utf8)
      return entry + [UInt8](repeating: 0, count: 8 - entry.count % 8)
    }
    let tree =
      Array("TREE".utf8) + [0, 0, 0, 26] + Array("\02 0\n".utf8)
      + [UInt8](repeating: 0xCD, count: 21)
    return Array("DIRC".utf8) + [0, 0, 0, 2, 0, 0, 0, 2] + entry("a.sql") + entry("models/b.sql")
      + tree + [UInt8](repeating: 0, count: 20)
  }()

  // MARK: SQL

  private static let statements = [
    "CREATE TABLE \"a b\" (id INTEGER PRIMARY KEY, b VARCHAR(10) DEFAULT 'x''y' CHECK (b <> ''));",
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; END;",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $a$ SELECT 1; $a$; -- x\n/* y /* z */ */",
    "COPY a (b) FROM stdin;\n1\\t2\n\\.\nINSERT INTO a VALUES (E'\\'', U&'\\0041', x'ff', 1e5, $1);",
    "CREATE VIRTUAL TABLE v USING fts5(a, b UNINDEXED, content='t', prefix='2 3');",
    "CREATE UNIQUE INDEX i ON a (lower(b) COLLATE NOCASE DESC) WHERE b IS NOT NULL;",
    "\\connect app\n.bail on\nGRANT SELECT ON a TO b;\nPRAGMA foreign_keys = ON;",
  ]
  private static let sqlWords = [
    "CREATE ", "TABLE ", "BEGIN ", "END", "CHECK (", "REFERENCES ", "GENERATED ALWAYS AS (",
    "USING ",
    "COPY a FROM stdin;", "[a]", "`a`", "CONSTRAINT ", "WITHOUT ROWID",
  ]

  private static let noise = Parser("noise", words: sqlWords, seeds: statements) { bytes in
    for dialect in ["sqlite", "postgresql"] {
      _ = try? SQLNoise(bytes, dialect: dialect, path: "a.sql").notes(path: "a.sql")
    }
  }

  private static let sqlite = Parser("sqlite", words: sqlWords, seeds: statements) {
    (text: String) in
    let tokens = Tokenizer.tokens(of: text)
    _ = StatementSplitter.statements(of: tokens)
    _ = Tokenizer.firstStatement(in: text.utf8)
    _ = try? TableDeclarationParser.parse(text)
    _ = try? IndexDeclaration.parse(text, naming: [])
    _ = VirtualTable(
      SchemaObject(
        kind: .virtualTable, name: Name(folding: "v"), table: nil,
        definition: Expression(text, key: text),
        declaration: text))
    _ = StatementBlock.text(joining: text)
  }

  private static let postgreSQL = Parser("postgresql", words: sqlWords, seeds: statements) {
    (text: String) in
    for statement in StatementScanner.statements(of: text) {
      _ = statement.line(ofCharacter: 3)
      _ = statement.beginsTransaction
    }
  }

  /// What a server prints of expressions and types.
  private static let printed = Parser(
    "printed", words: ["ARRAY[", "::text", "::character varying(", " AS ", " AND ", " OR "],
    seeds: [
      "((a)::text = ANY ((ARRAY['x'::character varying, 'y''z'::character varying])::text[]))",
      "((a >= 1) AND (a <= 9223372036854775807) AND (b = '-5'::integer))", "numeric(10,2)[]",
      "public.\"a)(\"", "(name)::text AS name, \"a\"\"b\" AS \"c\"", "FOR VALUES FROM (1) TO ('x')",
    ]
  ) { (text: String) in
    _ = Expression(postgreSQL: text).key
    _ = TypeName(text).family
    _ = SQLList.elements(of: text)
    _ = NestedConditions.flattened(text)
    let literals = ConditionLiterals(text)
    for type in ["int8", "text", "bytea", "numeric"] {
      _ = literals.candidates(for: .plain(type, modifier: -1), number: 7)
    }
  }

  // MARK: Words

  private static let address = Parser(
    "address", words: ["postgresql://", "sqlite:///", "?password=", "&host=", "dbname="],
    seeds: [
      "postgresql://me:s%40cret@[::1]:5432,b:1/db?sslmode=require&password=x", "sqlite:///a/b.db",
      "file:a.db?mode=ro", "host=h user=u password='a b' dbname=x", "app.db",
      "postgres:///x?host=/tmp",
    ]
  ) { (text: String) in
    let url = try? DatabaseURL(text)
    _ = url?.display
    _ = DatabaseURL.hasPassword(text)
    _ = url.map { ServerAddress($0).display }
  }

  private static let trailers = Parser(
    "trailers", words: ["Migrate-Rename: ", "Migrate-Revision: "],
    seeds: ["Subject\n\nText\n\nMigrate-Rename: a.b:c.d\nSigned-off-by: A <a@example.org>\n"]
  ) { (text: String) in _ = try? Trailer.parse(text) }

  private static let records = Parser(
    "records", words: ["statement\0", "end\0\0"],
    seeds: ["statement\0CREATE TABLE a (x)\0stub\0redis\0recorded\01\0path\0a.py\0end\0\0"]
  ) { bytes in
    guard let records = ScriptRecord.all(in: bytes) else { return }
    _ = records.values(of: "statement")
    _ = records["stub"]
    _ = records.areText
  }

  /// The columns of a database's record, which anybody may have written into.
  private static let recordRow = Parser(
    "record-row", words: ["-- migrate:down", "\n"],
    seeds: ["ac423ee17380\u{1}-- migrate:down\nDROP TABLE a;\n"]
  ) { (text: String) in
    let columns = text.split(separator: "\u{1}", omittingEmptySubsequences: false).map(String.init)
    let entry = RecordEntry(
      revision: columns[0], parent: nil, name: "", appliedAt: "", fileID: columns[0],
      down: columns.last ?? "")
    for dialect in [Dialect.sqlite, .postgresql] {
      _ = try? RecordedDown.script(of: entry, dialect: dialect)
    }
    _ = ObjectID(hex: entry.fileID)
  }

  private static let words = Parser(
    "words", words: ["base", "head", "+", "-", "v", "rc"],
    seeds: ["head", "+1", "-2", "ac42", "v1.2.3-rc.1", "users.email:users.mail", "drop-column:a.b"]
  ) { (text: String) in
    let revision = try? Revision(parsing: revision.seeds[0], path: "a.sql")
    let file = revision.map { RevisionFile(path: "a.sql", revision: $0, contentID: "") }
    let graph = try? RevisionGraph([file].compactMap(\.self))
    _ = try? graph?.resolve(text, current: nil)
    _ = Version(text)
    _ = NamePath(text)
    _ = HazardAllowance(text)
    _ = ColumnPath(text)
    _ = RenameRequest(from: text, to: text, evidence: .option)
    _ = TreePath.relative(text, to: "a/b")
  }

  private static let output = Parser(
    "output", words: ["Error: ", "Usage: ", "::"],
    seeds: ["Error: Unexpected argument 'a'\nUsage: git migrate <subcommand>", "a\u{1B}[31m##[x]"]
  ) { (text: String) in
    _ = PrintableText.line(text)
    _ = PrintableText.field(text)
    _ = PrintableText.json(text)
    _ = ShellWord.quoted(text)
    _ = UsageText.ofError(text)
    _ = UsageText.ofHelp(text)
  }
}
