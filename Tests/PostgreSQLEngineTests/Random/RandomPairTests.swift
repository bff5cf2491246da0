import FoundationEssentials
import Testing

/// Random schemas and random changes.
///
/// `GIT_MIGRATE_SEED` tries the pair of one seed, `GIT_MIGRATE_SOAK` that many pairs from the seed
/// on.
@Suite struct RandomPairTests {
  private static func number(_ variable: String) -> UInt64? {
    ProcessInfo.processInfo.environment[variable].flatMap(UInt64.init)
  }

  static let first = number("GIT_MIGRATE_SEED") ?? 30
  static let count = number("GIT_MIGRATE_SOAK") ?? (number("GIT_MIGRATE_SEED") == nil ? 30 : 1)

  @Test func `any schema can be migrated to any other, and back`() throws {
    let loader = try SketchLoader()
    for seed in Self.first..<Self.first + Self.count {
      let pair = try SketchPair(seed: seed, loader: loader)
      do {
        try SketchTrial(pair: pair).run()
      } catch {
        report(SketchRefutation(error), of: pair, seed: seed, loader: loader)
      }
    }
    guard Self.count >= 30 else { return }
    let refused = loader.refusals.count
    #expect(refused * 20 <= loader.statementCount, "the server refuses too much of what is made up")
    if Self.count > 30 { print("\(Self.count) pairs from seed \(Self.first)") }
  }

  private func report(
    _ refutation: SketchRefutation, of pair: SketchPair, seed: UInt64, loader: SketchLoader
  ) {
    let small = pair.shrunk(loader: loader, like: refutation)
    let reason = SketchTrial(pair: small).refutation ?? refutation
    Issue.record("GIT_MIGRATE_SEED=\(seed): \(reason)\n\(small.description)")
  }
}
