import ModelProviders
import Testing

/// Each program's files in its order, with what leads forward alone.
struct SQLLayoutTests {
  private func scripts(
    _ layout: SQLLayout, _ files: [String: String], _ path: String = "db"
  ) async throws -> [SourceText] {
    try await SQLFilesProvider(paths: [path], layout: layout).models(
      in: MemoryTree(files), dialect: "sqlite"
    ).scripts
  }

  private func paths(
    _ layout: SQLLayout, _ paths: [String], below folder: String = "db"
  ) async throws -> [String] {
    let files = Dictionary(uniqueKeysWithValues: paths.map { ($0, "") })
    return try await scripts(layout, files, folder).map(\.path)
  }

  @Test func `golang-migrate counts, whatever the digits, and has files for the way back`()
    async throws
  {
    let found = try await paths(
      .golangMigrate,
      [
        "db/10_c.up.sql", "db/10_c.down.sql", "db/9_b.up.sql", "db/0001_a.up.sql", "db/seed.sql",
        "db/20240101000000000001_d.up.sql", "db/old/1_x.up.sql",
      ])
    #expect(
      found == [
        "db/0001_a.up.sql", "db/9_b.up.sql", "db/10_c.up.sql", "db/20240101000000000001_d.up.sql",
      ])
  }

  @Test func `Flyway counts each part of a version, and repeats the rest`() async throws {
    let found = try await paths(
      .flyway,
      [
        "db/V10__d.sql", "db/V2__b.sql", "db/V1.1__a.sql", "db/V2_1__c.sql", "db/R__views.sql",
        "db/R__a_function.sql", "db/U10__d.sql", "db/B3__base.sql", "db/Views__x.sql",
        "db/later/V11__e.sql",
      ])
    #expect(
      found == [
        "db/V1.1__a.sql", "db/V2__b.sql", "db/V2_1__c.sql", "db/V10__d.sql",
        "db/later/V11__e.sql", "db/R__a_function.sql", "db/R__views.sql",
      ])
  }

  @Test func `Diesel and Prisma have a folder for each step`() async throws {
    #expect(
      try await paths(
        .diesel,
        ["db/2024-01-02-1_b/up.sql", "db/2024-01-02-1_b/down.sql", "db/20231231_a/up.sql"])
        == ["db/20231231_a/up.sql", "db/2024-01-02-1_b/up.sql"])
    #expect(
      try await paths(
        .prisma, ["db/20240102_b/migration.sql", "db/20240101_a/migration.sql", "db/x.sql"])
        == ["db/20240101_a/migration.sql", "db/20240102_b/migration.sql"])
  }

  @Test func `Drizzle and dbmate go by the names of files`() async throws {
    for layout in [SQLLayout.drizzle, .dbmate] {
      #expect(
        try await paths(layout, ["10_b.sql", "02_a.sql", "seed.sql", "sub/01_x.sql"], below: ".")
          == ["02_a.sql", "10_b.sql"])
    }
  }

  @Test func `Of a file that has both ways the one back is blank`() async throws {
    let goose = "-- +goose Up\nUP;\n-- +goose StatementBegin\nB;\n-- +goose Down\nDOWN;\n"
    let text = try #require(try await scripts(.goose, ["db/2_a.sql": goose]).first).text
    #expect(text.contains("UP;") && text.contains("B;") && !text.contains("DOWN;"))
    #expect(text.count { $0 == "\n" } == 6)
    let dbmate = "X;\n--  migrate:up transaction:false\nUP;\n-- migrate:down\nDOWN;\n"
    let other = try #require(try await scripts(.dbmate, ["db/2_a.sql": dbmate]).first).text
    #expect(other.contains("UP;") && !other.contains("X;") && !other.contains("DOWN;"))
    let reversed = "-- migrate:down\nDOWN;\n-- migrate:up\nUP;"
    let last = try #require(try await scripts(.dbmate, ["db/2_a.sql": reversed]).first).text
    #expect(last.hasSuffix("UP;") && !last.contains("DOWN;"))
  }

  @Test func `A folder with nothing in the layout is not there`() async throws {
    await #expect(throws: ProviderError.pathMissing("db", tree: "v1.2")) {
      try await paths(.flyway, ["db/schema.sql"])
    }
  }
}
