import Files
import TestSupport
import Testing

@Suite struct TranscriptFolderTests {
  static let folder = FileSystem.directory(of: #filePath) + "/Transcripts"

  @Test(arguments: try Transcript.all(in: folder))
  func `the files of a folder are run`(_ transcript: Transcript) async throws {
    let failures = try await transcript.run(productDirectory: TestProducts.directory)
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func `the products' folder has the program`() throws {
    let names = try FileSystem.entries(of: TestProducts.directory)
    #expect(names.contains("git-migrate"))
  }
}
