import GitRepository
import Testing
import Workflows

/// What tags are named like, and which of them is deployed: those given later ones first.
struct TagProposalTests {
  private func proposal(_ names: [String], folder: String = "") throws -> TagProposal? {
    let target = try #require(ObjectID(hex: String(repeating: "a", count: 40)))
    return TagProposal(names.map { Tag(name: $0, target: target) }, folder: folder)
  }

  @Test(arguments: [
    (["v1.2", "v1.1"], "v[0-9]*", "v1.2"), (["1.2", "1.1"], "[0-9]*", "1.2"),
    (["release-1.2"], "release-[0-9]*", "release-1.2"), (["app/v1.2"], "app/v[0-9]*", "app/v1.2"),
    (["REL_15_2", "REL_15_1"], "REL_[0-9]*", "REL_15_2"), (["app2/v1"], "app2/v[0-9]*", "app2/v1"),
    (["we*rd-1"], #"we\*rd-[0-9]*"#, "we*rd-1"),
  ])
  func `The names tell the pattern`(names: [String], pattern: String, deployed: String) throws {
    let found = try #require(try proposal(names))
    #expect(found.pattern == pattern && found.deployed?.name == deployed)
    #expect(found.preRelease == nil && found.isDefault == (pattern == "v[0-9]*"))
  }

  @Test func `What is no version is no release`() throws {
    #expect(try proposal([]) == nil)
    #expect(try proposal(["latest", "nightly"]) == nil)
    #expect(try proposal(["latest", "1.0"])?.deployed?.name == "1.0")
  }

  @Test func `An old way of naming ends with the last of it, and one odd name is no way`() throws {
    #expect(try proposal(["2.1", "2.0", "v1.9", "v1.8", "v1.7"])?.pattern == "[0-9]*")
    #expect(try proposal(["before-2", "v1.9", "v1.8"])?.deployed?.name == "v1.9")
  }

  @Test func `Pre-releases are passed over and named`() throws {
    let found = try #require(try proposal(["v2.0-rc1", "v1.1", "v1.0"]))
    #expect(found.deployed?.name == "v1.1" && found.preRelease?.name == "v2.0-rc1")
    let none = try #require(try proposal(["v2.0-beta.2", "v2.0-beta.1"]))
    #expect(none.deployed == nil && none.preRelease?.name == "v2.0-beta.2")
  }

  @Test func `A project's own tags go before those of others`() throws {
    let names = ["b-v3", "a-v2", "b-v2", "a-v1"]
    #expect(try proposal(names, folder: "svc/a")?.deployed?.name == "a-v2")
    #expect(try proposal(names, folder: "svc/c")?.deployed?.name == "b-v3")
  }
}
