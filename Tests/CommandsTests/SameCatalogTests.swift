import Files
import Processes
import TestSupport
import Testing

/// The same file makes the same catalog, whether the engine's own client reads it or we do; or we
/// refuse it, where it is not UTF-8.
struct SameCatalogTests {
  /// What is not as it looks, between ordinary letters; no CR LF, of which SQLite's shell makes LF.
  private static let fragments = [
    "ü", "e\u{301}", "é", "\u{FEFF}", "\u{A0}", "👩‍💻", "ſ", "İ", "表", "\u{202E}", "\u{2028}",
    "\u{1B}",
    "\t", "''", "\"\"", "'\u{301}'", "--", "/*", "$", "\u{FFFD}", ";", "\u{10FFFF}",
  ]

  private static func text(_ random: inout SplitMix64, _ quote: Character) -> String {
    let parts = random.list(upTo: 3) { $0.pick(fragments) }
    // A quote of the other kind stands for itself, one of the same is to be doubled.
    return parts.map { $0.replacing("\(quote)", with: "\(quote)\(quote)") }.joined()
  }

  private static func models(_ random: inout SplitMix64) -> [UInt8] {
    let tables = (0..<3).map { number in
      let name = text(&random, "\"")
      let comment = text(&random, "'").replacing("/*", with: "").replacing("*/", with: "")
      return """
        CREATE TABLE "t\(number)\(name)" (
          "c\(text(&random, "\""))" text DEFAULT 'd\(text(&random, "'"))' /* \(comment) */,
          n\(number) integer -- \(comment.split(whereSeparator: \.isNewline).joined())
        );

        """
    }
    var bytes = Array(tables.joined().utf8)
    if random.chance(30) {
      bytes.insert(
        random.pick([0xFC, 0xC0, 0x80, 0xED, 0xFF]), at: random.number(below: bytes.count))
    }
    return bytes
  }

  @Test(arguments: 0..<24)
  func `SQLite's shell`(_ seed: UInt64) async throws {
    try await Self.compare(
      seed, dialect: "sqlite", client: "sqlite3 -bail real.db <schema.sql", url: "real.db")
  }

  @Test(.enabled(if: TranscriptServer.isExpected), arguments: 0..<8)
  func psql(_ seed: UInt64) async throws {
    let environment = try TranscriptServer.environment.get()
    let name = "same_catalog_\(seed)"
    let url = "postgresql:///\(name)"
    try await Self.compare(
      seed, dialect: "postgresql",
      client:
        "createdb -T template0 \(name) && psql -qX -v ON_ERROR_STOP=1 -d \(name) -f schema.sql",
      url: url, environment)
  }

  private static func compare(
    _ seed: UInt64, dialect: String, client: String, url: String,
    _ variables: [String: String] = [:]
  ) async throws {
    var random = SplitMix64(seed: seed)
    let bytes = models(&random)
    try await TestRepository.with { repository in
      try await repository.commit(
        "models",
        files: [
          ".gitmigrate":
            "[migrate]\n\tprovider = sql\n\tmodels = schema.sql\n\tdialect = \(dialect)\n"
        ])
      try AtomicFile.write(bytes, to: repository.directory + "/schema.sql")
      func shell(_ script: String) async throws -> ChildProcess.Result {
        var environment = repository.environment
        environment["PATH"] = TestProducts.directory + ":" + (environment["PATH"] ?? "")
        return try await ChildProcess(
          "sh", ["-c", script], environment: environment.merging(variables) { $1 },
          directory: repository.directory
        ).run()
      }
      let theirs = try await shell(client)
      let ours = try await shell("git-migrate diff \(url) --exit-code")
      guard String(validating: bytes, as: UTF8.self) != nil else {
        #expect(ours.status == .exited(128), "seed \(seed)")
        // The database may be looked at first, which has the bytes by then.
        let words = ["is not UTF-8", "is declared in a way that is not supported"]
        #expect(words.contains(where: ours.errorText.contains), "seed \(seed): \(ours.errorText)")
        return
      }
      let isAccepted = theirs.status == .exited(0)
      #expect(isAccepted == (ours.status != .exited(128)), "seed \(seed): \(ours.errorText)")
      guard isAccepted else { return }
      #expect(ours.status == .exited(0), "seed \(seed): \(ours.outputText)\(ours.errorText)")
    }
  }
}
