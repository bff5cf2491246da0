import Files
import GitRepository
import Glibc
import TestSupport
import Testing

struct ConfigurationTests {
  private static let committed = """
    [migrate]
    \tprovider = sql
    \tmodels = schema.sql ; a comment
    \tdialect = sqlite
    \tdialect = postgresql
    \ttagPattern = "v[0-9]*"
    \tquick
    [Migrate "postgresql"]
    \tNote = x
    """

  @Test func `Values are read as git reads them`() throws {
    let settings = Configuration(committed: try .parse(Self.committed))
    #expect(settings.string("migrate.provider") == "sql")
    #expect(settings.string("Migrate.MODELS") == "schema.sql")
    #expect(settings.string("migrate.tagPattern") == "v[0-9]*")
    #expect(settings.string("migrate.dialect") == "postgresql")
    #expect(settings.strings("migrate.dialect") == ["sqlite", "postgresql"])
    #expect(settings.string("migrate.postgresql.note") == "x")
    #expect(settings.string("migrate.PostgreSQL.note") == nil)
    #expect(settings.string("migrate.none") == nil)
    #expect(settings.strings("migrate.none") == [])
    #expect(try settings.bool("migrate.quick") == true)
    #expect(try settings.bool("migrate.none") == nil)
    #expect(throws: GitError.configurationValue(key: "migrate.provider", value: "sql")) {
      try settings.bool("migrate.provider")
    }
  }

  @Test func `What a committed file must not set is ignored and listed`() throws {
    let file = try ConfigurationFile.parse(
      """
      [include]
        path = /etc/gitconfig
      [migrate]
        database = postgresql://evil.example.org
        python = ./evil
        hook = block
      [migrate "postgresql"]
        scratchUrl = postgresql://evil.example.org
      [core]
        fsmonitor = ./evil
      """)
    let settings = Configuration(committed: file)
    #expect(settings.string("migrate.hook") == "block")
    for key in ["migrate.database", "migrate.python", "migrate.postgresql.scratchUrl"] {
      #expect(settings.string(key) == nil)
    }
    #expect(
      file.ignoredKeys == [
        "include.path", "migrate.database", "migrate.python", "migrate.postgresql.scratchurl",
        "core.fsmonitor",
      ])
  }

  @Test(
    .timeLimit(.minutes(20)),
    arguments: [
      "[include]\n\tpath = PIPE", "[InClude] path = PIPE", "[includeIf \"gitdir:/\"]\npath = PIPE",
      "\u{FEFF}[include]\npath = \"PIPE\"",
    ])
  func `What a committed file includes is not even opened`(text: String) async throws {
    try await TestRepository.with { test in
      let pipe = test.directory + "/pipe"
      #expect(mkfifo(pipe, 0o600) == 0)
      let file = try ConfigurationFile.parse(
        text.replacing("PIPE", with: pipe) + "\n[migrate]\n\tcommand = \"a [include] [INCLUDE b\"\n"
      )
      #expect(
        Configuration(committed: file).string("migrate.command") == "a [include] [INCLUDE b")
      #expect(file.ignoredKeys.allSatisfy { $0.hasPrefix("include") })
    }
  }

  @Test func `A committed file has a largest size`() {
    let text = "[migrate]\n" + String(repeating: "\tmodels = a\n", count: 200_000)
    #expect(
      throws: GitError.configurationSyntax(
        path: ".gitmigrate", line: nil, reason: "it is larger than 1024 KiB")
    ) { try ConfigurationFile.parse(text) }
  }

  @Test func `A committed file includes no other file`() async throws {
    try await TestRepository.with { test in
      try test.write("included", "[migrate]\n\thook = off\n")
      let text = "[include]\n\tpath = \(test.directory)/included\n"
      #expect(Configuration(committed: try .parse(text)).string("migrate.hook") == nil)
    }
  }

  @Test func `A mistake is reported with its line`() {
    let error = #expect(throws: GitError.self) {
      try ConfigurationFile.parse("[migrate]\n\thook = off\n[migrate\n", path: "v1:.gitmigrate")
    }
    #expect(
      error
        == .configurationSyntax(
          path: "v1:.gitmigrate", line: 3, reason: "missing ']' in section header"))
  }

  @Test func `Personal settings replace committed ones`() async throws {
    try await TestRepository.with { test in
      let global = test.root + "/global"
      let variables = ["GIT_CONFIG_GLOBAL": global]
      let text = """
        [migrate]
          dialect = mysql
          hook = off
          user = global
        [core]
          pager = x
        """
      try AtomicFile.write(Array(text.utf8), to: global)
      try await test.git("config", "migrate.hook", "block")
      let file = try ConfigurationFile.parse(Self.committed)
      let settings = try await test.open(variables: variables).configuration(committed: file)
      #expect(settings.strings("migrate.dialect") == ["mysql"])
      #expect(settings.string("migrate.hook") == "block")
      #expect(settings.strings("migrate.hook") == ["off", "block"])
      #expect(settings.string("migrate.user") == "global")
      #expect(settings.string("migrate.provider") == "sql")
      #expect(settings.string("core.pager") == nil)
      #expect(settings.with(committed: nil).string("migrate.provider") == nil)
    }
  }

  @Test func `A worktree's own settings come last`() async throws {
    try await TestRepository.with { test in
      try await test.git("config", "extensions.worktreeConfig", "true")
      try await test.git("config", "migrate.hook", "block")
      try await test.git("config", "--worktree", "migrate.hook", "warn")
      #expect(try await test.open().configuration().string("migrate.hook") == "warn")
    }
  }

  @Test func `Settings of git -c win`() async throws {
    try await TestRepository.with { test in
      try await test.git("config", "migrate.hook", "block")
      try await test.git("config", "migrate.user", "me\nand you")
      // Git itself writes the variable, in whatever form it likes.
      let parameters = try await test.git(
        "-c", "migrate.hook=off", "-c", "migrate.quick", "-c",
        "alias.parameters=!printf %s \"$GIT_CONFIG_PARAMETERS\"", "parameters")
      let repository = try test.open(variables: ["GIT_CONFIG_PARAMETERS": parameters])
      let settings = try await repository.configuration()
      #expect(settings.strings("migrate.hook") == ["block", "off"])
      #expect(settings.string("migrate.user") == "me\nand you")
      #expect(try settings.bool("migrate.quick") == true)
    }
  }

  @Test func `Settings of git's counted variables win, and none of ours among them is fine`()
    async throws
  {
    try await TestRepository.with { test in
      var variables = [
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.pager", "GIT_CONFIG_VALUE_0": "cat",
      ]
      let without = try await test.open(variables: variables).configuration()
      #expect(without.string("migrate.hook") == nil)
      variables["GIT_CONFIG_KEY_0"] = "migrate.hook"
      let with = try await test.open(variables: variables).configuration()
      #expect(with.string("migrate.hook") == "cat")
    }
  }

  @Test func `Without a repository the user's own file counts`() async throws {
    try await TestRepository.with { test in
      let home = test.root + "/home"
      try FileSystem.createDirectory(home + "/.config/git")
      try AtomicFile.write(
        Array("[advice]\n\tmigrateCheck = false\n[color]\n\tui = never\n".utf8),
        to: home + "/.config/git/config")
      try AtomicFile.write(Array("[color]\n\tui = always\n".utf8), to: home + "/.gitconfig")
      let settings = try await Configuration.load(
        committed: try .parse(Self.committed),
        environment: ["HOME": home, "GIT_CONFIG_NOSYSTEM": "1"], directory: "/")
      #expect(try settings.bool("advice.migrateCheck") == false)
      #expect(settings.string("color.ui") == "always")
      #expect(settings.string("migrate.provider") == "sql")
    }
  }
}
