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

  static let first = number("GIT_MIGRATE_SEED") ?? 1
  static let count = number("GIT_MIGRATE_SOAK") ?? (number("GIT_MIGRATE_SEED") == nil ? 200 : 1)

  @Test func `any schema can be migrated to any other, and back`() {
    var bold = 0
    for seed in Self.first..<Self.first + Self.count {
      let pair = SketchPair(seed: seed)
      do {
        if try !SketchTrial(pair: pair).run() { bold += 1 }
      } catch {
        report(error, of: pair, seed: seed)
      }
    }
    guard Self.count >= 200 else { return }
    if Self.count > 200 { print("\(Self.count) pairs, \(bold) by a bolder plan") }
    #expect(bold <= Self.count / 20, "the gentlest plan fails too often")
  }

  private func report(_ error: any Error, of pair: SketchPair, seed: UInt64) {
    let kind = "\(error)".prefix(8)
    let small = pair.shrunk { SketchTrial(pair: $0).refutation?.hasPrefix(kind) ?? false }
    let reason = SketchTrial(pair: small).refutation ?? "\(error)"
    Issue.record("GIT_MIGRATE_SEED=\(seed): \(reason)\n\(small.description)")
  }
}
