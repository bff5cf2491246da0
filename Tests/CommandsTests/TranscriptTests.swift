import Confinement
import Files
import TestSupport
import Testing

/// The command line as people use it, told as stories: each file of `Transcripts` is a test.
///
/// With `RECORD_TRANSCRIPTS=1` the files take down what the commands print now.
@Suite struct TranscriptTests {
  private static let folder = FileSystem.directory(of: #filePath) + "/Transcripts"

  @Test(arguments: try Transcript.all(in: folder))
  func stories(_ transcript: Transcript) async throws {
    try await expectSuccess(of: transcript)
  }

  @Test(arguments: try Transcript.all(in: folder + "/Hooks"))
  func `git's hooks`(_ transcript: Transcript) async throws {
    try await expectSuccess(of: transcript)
  }

  @Test(arguments: try Transcript.all(in: folder + "/Repositories"))
  func `odd repositories`(_ transcript: Transcript) async throws {
    try await expectSuccess(of: transcript)
  }

  @Test(arguments: try Transcript.all(in: folder + "/Projects"))
  func `several projects`(_ transcript: Transcript) async throws {
    try await expectSuccess(of: transcript)
  }

  @Test(arguments: try Transcript.all(in: folder + "/BadInput"))
  func `bad input`(_ transcript: Transcript) async throws {
    try await expectSuccess(of: transcript)
  }

  @Test(arguments: try Transcript.all(in: folder + "/Trust"))
  func trust(_ transcript: Transcript) async throws {
    try await expectSuccess(of: transcript)
  }

  @Test(
    .enabled(if: Confinement.isWhole),
    arguments: try Transcript.all(in: folder + "/Confined"))
  func `programs that are confined`(_ transcript: Transcript) async throws {
    try await expectSuccess(of: transcript)
  }

  @Test(
    .enabled(if: Confinement.isWhole && TranscriptPython.isExpected),
    arguments: try Transcript.all(in: folder + "/Confined/Python"))
  func `models in Python that are confined`(_ transcript: Transcript) async throws {
    let python = try #require(TranscriptPython.path)
    try await expectSuccess(of: transcript, environment: [TranscriptPython.variable: python])
  }

  @Test(arguments: try Transcript.all(in: folder + "/Branches"))
  func branches(_ transcript: Transcript) async throws {
    try await expectSuccess(of: transcript)
  }

  @Test(
    .enabled(if: TranscriptPython.isExpected),
    arguments: try Transcript.all(in: folder + "/Python"))
  func `models in Python`(_ transcript: Transcript) async throws {
    let python = try #require(TranscriptPython.path)
    try await expectSuccess(of: transcript, environment: [TranscriptPython.variable: python])
  }

  @Test(
    .enabled(if: TranscriptServer.isExpected),
    arguments: try Transcript.all(in: folder + "/PostgreSQL"))
  func `PostgreSQL`(_ transcript: Transcript) async throws {
    try await expectSuccess(
      of: transcript, environment: try TranscriptServer.environment.get())
  }

  @Test(
    .enabled(if: TranscriptServer.isExpected && TranscriptPython.isExpected),
    arguments: try Transcript.all(in: folder + "/PostgreSQL/Python"))
  func `PostgreSQL with models in Python`(_ transcript: Transcript) async throws {
    let python = [TranscriptPython.variable: try #require(TranscriptPython.path)]
    try await expectSuccess(
      of: transcript,
      environment: try TranscriptServer.environment.get().merging(python) { $1 })
  }

  @Test(arguments: try Transcript.all(in: folder + "/Packages"))
  func `packages`(_ transcript: Transcript) async throws {
    try await expectSuccess(of: transcript, environment: ["TOP": Self.top])
  }

  @Test(
    .enabled(if: TranscriptPython.isExpected),
    arguments: try Transcript.all(in: folder + "/Packages/Python"))
  func `packages for Python`(_ transcript: Transcript) async throws {
    let python = try #require(TranscriptPython.path)
    try await expectSuccess(
      of: transcript, environment: ["TOP": Self.top, TranscriptPython.variable: python])
  }

  @Test(.enabled(if: TranscriptPython.isExpected))
  func `the guide for Django`() async throws {
    let python = try #require(TranscriptPython.path)
    try await expectSuccess(
      of: try Transcript.load(Self.top + "/docs/django.md"),
      environment: [TranscriptPython.variable: python])
  }

  @Test func `the readme`() async throws {
    try await expectSuccess(of: try Transcript.load(Self.top + "/README.md"))
  }

  /// The folder of the repository.
  private static let top = FileSystem.directory(
    of: FileSystem.directory(of: FileSystem.directory(of: #filePath)))

  private func expectSuccess(
    of transcript: Transcript, environment: [String: String] = [:]
  ) async throws {
    let failures = try await transcript.run(
      productDirectory: TestProducts.directory, extraEnvironment: environment)
    for failure in failures { Issue.record("\(failure)") }
  }
}
