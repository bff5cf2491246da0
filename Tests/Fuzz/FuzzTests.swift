import Files
import Processes
import TestSupport
import Testing

/// No input makes a parser trap: each is fed what is nearly right.
///
/// `FUZZ_SECONDS` says how long each, `FUZZ_SEED` with which numbers. A trap ends the process; the
/// input that did it then lies in the folder that is printed.
@Suite(.serialized) struct FuzzTests {
  private static let seconds = Double(ProcessEnvironment["FUZZ_SECONDS"] ?? "") ?? 0.5
  private static let seed =
    UInt64(ProcessEnvironment["FUZZ_SEED"] ?? "") ?? UInt64.random(in: 0..<1_000_000)
  private static let folder = (ProcessEnvironment["TMPDIR"] ?? "/tmp") + "/git-migrate-fuzz"

  @Test(arguments: Parser.all)
  func `No input is a trap`(_ parser: Parser) throws {
    try FileSystem.createDirectory(Self.folder)
    let path = "\(Self.folder)/\(parser.name)"
    print("fuzz \(parser.name): FUZZ_SEED=\(Self.seed), the input is in \(path)")
    let last = try LastInput(path: path)
    defer { last.remove() }
    var random = SplitMix64(seed: Self.seed)
    let mutation = Mutation(seeds: parser.seeds, words: parser.words)
    for seed in mutation.seeds { parser.parse(seed) }
    let end = ContinuousClock.now + .seconds(Self.seconds)
    var count = 0
    repeat {
      for _ in 0..<50 {
        let input = mutation.input(&random)
        last.note(input)
        parser.parse(input)
      }
      count += 50
    } while ContinuousClock.now < end
    print("fuzz \(parser.name): \(count) inputs")
    #expect(count > 0)
  }
}
