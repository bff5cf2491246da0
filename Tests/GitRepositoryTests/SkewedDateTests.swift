import GitRepository
import TestSupport
import Testing

/// What can be reached is a matter of the graph, whatever the clocks of those who committed said.
struct SkewedDateTests {
  /// A commit of which nobody needs more than its parents and its date.
  private struct Node {
    let parents: [Int]
    let date: Int
  }

  private static func importing(
    _ nodes: [Node], into repository: TestRepository
  ) async throws {
    let stream = nodes.enumerated().map { index, node in
      """
      commit refs/heads/n\(index)
      mark :\(index + 1)
      committer C <c@example.org> \(node.date) +0000
      data 1
      \(index % 10)
      \(node.parents.enumerated().map { "\($0 == 0 ? "from" : "merge") :\($1 + 1)\n" }.joined())

      """
    }.joined()
    try await repository.git(["fast-import", "--quiet"], input: stream)
  }

  /// The history of each commit, by its name, as git tells it where nothing is hidden.
  private static func histories(
    _ count: Int, in repository: TestRepository
  ) async throws -> [(id: String, history: Set<String>)] {
    var histories: [(String, Set<String>)] = []
    for index in 0..<count {
      let ids = try await repository.git("rev-list", "n\(index)").split(separator: "\n")
      let own = try await repository.git("rev-parse", "n\(index)")
      histories.append((own, Set(ids.map(String.init))))
    }
    return histories
  }

  @Test func `Seven older commits after a tag do not hide it`() async throws {
    try await TestRepository.with { test in
      let line = (0..<9).map { index in
        Node(parents: index == 0 ? [] : [index - 1], date: index == 1 ? 2_000_000 : 1000 - index)
      }
      try await Self.importing(line, into: test)
      let repository = try test.open()
      let tag = try repository.commit(named: "n1").id
      let head = try repository.commit(named: "n8").id
      #expect(try repository.isAncestor(tag, of: head))
      #expect(try !repository.isAncestor(head, of: tag))
      #expect(try repository.commitCount(from: tag, to: head) == 7)
      #expect(try repository.commits(from: head, to: tag).isEmpty)
    }
  }

  @Test(arguments: 0..<12)
  func `Random histories with random dates are as git tells them`(_ seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let count = 24
    let nodes = (0..<count).map { index in
      let parents = (0..<(index == 0 ? 0 : [1, 1, 1, 2, 3].randomElement(using: &random) ?? 1))
        .map { _ in Int.random(in: max(0, index - 6)..<index, using: &random) }
      return Node(parents: Set(parents).sorted(), date: Int.random(in: 1..<3000, using: &random))
    }
    try await TestRepository.with { test in
      try await Self.importing(nodes, into: test)
      let known = try await Self.histories(count, in: test)
      let repository = try test.open()
      for from in known {
        for to in known { try Self.compare(from, to, in: repository, seed) }
      }
    }
  }

  private static func compare(
    _ from: (id: String, history: Set<String>), _ to: (id: String, history: Set<String>),
    in repository: Repository, _ seed: UInt64
  ) throws {
    let base = try #require(ObjectID(hex: from.id))
    let tip = try #require(ObjectID(hex: to.id))
    let isAncestor = try repository.isAncestor(base, of: tip)
    #expect(isAncestor == to.history.contains(from.id), "seed \(seed)")
    let commits = try repository.commits(from: base, to: tip)
    let ids = commits.map(\.id.hex)
    #expect(Set(ids) == to.history.subtracting(from.history), "seed \(seed)")
    for (index, commit) in commits.enumerated() {
      let parents = Set(commit.parents.map(\.hex))
      #expect(parents.isDisjoint(with: ids[...index]), "seed \(seed)")
    }
  }
}
