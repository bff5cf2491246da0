import GitRepository
import Testing

struct VersionTests {
  @Test func `Versions are ordered as semantic versioning says`() throws {
    let names = [
      "0.9.9", "1.0.0-1", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta",
      "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2", "1.10", "2",
    ]
    let versions = try names.map { try #require(Version($0), "\($0)") }
    #expect(versions.sorted() == versions)
    for (first, second) in zip(versions, versions.dropFirst()) {
      #expect(first < second)
      #expect(!(second < first))
    }
  }

  @Test(arguments: [
    ("v1.2", "1.2.0"), ("release/1.2", "1.2"), ("REL_15_2", "15.2"), ("1.2+build.7", "1.2"),
    ("v1.0rc1", "1.0.0-rc.1"), ("v1.0.beta2", "1.0-beta.2"),
  ])
  func `Many spellings tell the same version`(name: String, canonical: String) {
    #expect(Version(name) != nil)
    #expect(Version(name) == Version(canonical))
  }

  @Test(arguments: [
    ("v1.0-rc1", true), ("1.0.0-beta.2", true), ("v2.0a1", true), ("1.0.0.M1", true),
    ("v1.0-SNAPSHOT", true), ("v1.0", false), ("1.0.2b", false), ("v1.0-1", false),
    ("v1.0.Final", false), ("2024-01-15", false), ("1.2+rc.1", false), ("v1.0-hotfix", false),
  ])
  func `What is to be tried out is told from what follows a release`(name: String, isOne: Bool)
    throws
  {
    #expect(try #require(Version(name)).isPreRelease == isOne)
  }

  @Test(arguments: ["", "latest", "v", "v1 final", "v1~2", "99999999999999999999999"])
  func `A name that tells no version has none`(name: String) {
    #expect(Version(name) == nil)
  }
}
