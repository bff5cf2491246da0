import Files
import Glibc
import ModelProviders
import Processes
import Testing

@Suite struct CommandProviderTests {
  private let tree = MemoryTree(["schema.txt": "CREATE TABLE t (a int);\n"])

  @Test("takes standard output as DDL, and tells the dialect")
  func success() async throws {
    let source = try await models("cat schema.txt; echo \"-- $GIT_MIGRATE_DIALECT\"; echo x >&2")
    let expected = SourceText(
      path: "<command>", text: "CREATE TABLE t (a int);\n-- postgresql\n")
    #expect(source == ModelSource(scripts: [expected]))
  }

  @Test("leaves out what only psql reads")
  func dump() async throws {
    let source = try await models(
      #"printf '\\restrict x\nCREATE TABLE t (a int);\n\\unrestrict x\n'"#)
    #expect(source.scripts.map(\.text) == ["           \nCREATE TABLE t (a int);\n             \n"])
    await #expect(
      throws: ProviderError.clientCommand(#"\i"#, program: "psql", location: "<command>:1")
    ) {
      try await models(#"echo '\i other.sql'"#)
    }
  }

  @Test("reports a failure with the last lines of standard error")
  func failure() async throws {
    let command = "echo; echo first >&2; echo >&2; echo second >&2; exit 3"
    await #expect(
      throws: ProviderError.commandFailed(
        command, status: .exited(3), errorOutput: ["first", "second"])
    ) {
      try await models(command)
    }
  }

  @Test("reports a command that does not exist")
  func unknownCommand() async throws {
    await #expect { try await models("no-such-program-here") } throws: { error in
      guard case ProviderError.commandFailed(_, .exited(127), _) = error else { return false }
      return true
    }
  }

  // MARK: Files that a tree of the past lacks

  private static let ddl = "echo 'CREATE TABLE t (a int);'"

  @Test("has the working tree's file stand in for one that an old tree lacks")
  func oldTree() async throws {
    try await TemporaryFolder.with(["tools/ddl": Self.ddl]) { today in
      let source = try await models("sh tools/ddl", of: [:], today: today)
      #expect(source.scripts.map(\.text) == ["CREATE TABLE t (a int);\n"])
      #expect(source.notes == [.fileOfWorkingTree("tools/ddl")])
    }
  }

  @Test("leaves what the tree has, and supplies nothing to a tree of today")
  func ownFile() async throws {
    try await TemporaryFolder.with(["ddl": Self.ddl]) { today in
      let old = ["ddl": "echo 'CREATE TABLE old (a int);'"]
      let source = try await models("sh ddl", of: old, today: today)
      #expect(source.scripts.map(\.text) == ["CREATE TABLE old (a int);\n"])
      #expect(source.notes.isEmpty)
      await #expect(throws: ProviderError.self) {
        try await models("sh ddl", of: [:], today: today, isOfThePast: false)
      }
    }
  }

  @Test("follows no link in the working tree")
  func linkedFile() async throws {
    try await TemporaryFolder.with(["ddl": Self.ddl]) { elsewhere in
      try await TemporaryFolder.with([:]) { today in
        #expect(symlink(elsewhere, today + "/linked") == 0)
        await #expect(throws: ProviderError.self) {
          try await models("sh linked/ddl", of: [:], today: today)
        }
      }
    }
  }

  @Test("writes through no link in the old tree")
  func linkInOldTree() async throws {
    try await TemporaryFolder.with(["tools/ddl": Self.ddl]) { today in
      try await TemporaryFolder.with([:]) { elsewhere in
        await #expect(throws: ProviderError.self) {
          try await models("sh tools/ddl", of: [:], today: today, linking: elsewhere)
        }
        let written = try FileSystem.entries(of: elsewhere)
        #expect(written.isEmpty)
      }
    }
  }

  /// - Parameter target: what a link `tools` in the old tree leads to.
  private func models(
    _ command: String, of old: [String: String], today: String, isOfThePast: Bool = true,
    linking target: String? = nil
  ) async throws -> ModelSource {
    try await TemporaryFolder.with(old) { folder in
      if let target { #expect(symlink(target, folder + "/tools") == 0) }
      return try await CommandProvider(
        command: command, environment: ProcessEnvironment.current, root: today
      ).models(
        in: DirectoryTree(root: folder, name: "v1.0"), dialect: "sqlite", allowsStubs: isOfThePast)
    }
  }

  private func models(_ command: String) async throws -> ModelSource {
    try await CommandProvider(command: command, environment: ProcessEnvironment.current)
      .models(in: tree, dialect: "postgresql")
  }
}
