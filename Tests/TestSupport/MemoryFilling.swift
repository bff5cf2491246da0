/// Variables that fill memory which nobody has written, and move the stack and the heap.
///
/// A program that reads such memory often works where it happens to be zero. With them it fails on
/// every machine alike: the values come from a seed alone. `MALLOC_PERTURB_` is described in
/// mallopt(3) under `M_PERTURB`; other C libraries than GNU's pass over it.
struct MemoryFilling {
  let variables: [String: String]

  init(seed: String) {
    // FNV-1a, since Swift's own hashes differ from run to run.
    let hash = seed.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    var generator = SplitMix64(seed: hash)
    variables = [
      "MALLOC_PERTURB_": "\(1 + generator.number(below: 255))",
      "PADDING": String(repeating: "x", count: generator.number(below: 8192)),
    ]
  }
}
