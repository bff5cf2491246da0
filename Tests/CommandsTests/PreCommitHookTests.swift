import ArgumentParser
import Files
import Testing
import Workflows

@testable import Commands

/// The description of a hook that the pre-commit framework reads from this repository.
struct PreCommitHookTests {
  private static let folder = FileSystem.directory(
    of: FileSystem.directory(of: FileSystem.directory(of: #filePath)))

  /// The file has one hook, and each of its values on one line.
  private static func values() throws -> [String: String] {
    let bytes = try #require(try FileSystem.bytes(at: folder + "/.pre-commit-hooks.yaml"))
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return values(in: lines.map(String.init))
  }

  private static func values(in lines: [String]) -> [String: String] {
    var values: [String: String] = [:]
    for line in lines {
      let text = line.drop { $0 == " " || $0 == "-" }
      guard let colon = text.firstRange(of: ": ") else { continue }
      values[String(text[..<colon.lowerBound])] = String(text[colon.upperBound...])
    }
    return values
  }

  @Test func `It runs what is installed, as the program understands it`() throws {
    let values = try Self.values()
    #expect(values["id"] == "git-migrate")
    #expect(values["language"] == "system")
    let entry = try #require(values["entry"]).split(separator: " ").map(String.init)
    #expect(entry.first == "git-migrate")
    let command = try GitMigrate.parseAsRoot(Array(entry.dropFirst()))
    #expect((command as? Commands.Check)?.staged == true)
  }

  @Test func `It is asked at each commit, whatever files change`() throws {
    let values = try Self.values()
    #expect(values["pass_filenames"] == "false")
    #expect(values["always_run"] == "true")
    #expect(values["stages"] == "[pre-commit, pre-merge-commit]")
  }

  @Test func `A person who adds it by hand adds the same`() throws {
    let shipped = try Self.values()
    let lines = HookSnippet(
      .preCommit, file: ".pre-commit-config.yaml", events: HookScript.events
    ).lines
    let snippet = Self.values(in: lines)
    #expect(snippet["repo"] == "local")
    for (key, value) in snippet where key != "repo" { #expect(shipped[key] == value) }
  }
}
