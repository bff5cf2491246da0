import TestSupport

/// Makes other bytes of some that make sense: mostly alike, so that they get far.
struct Mutation {
  /// Inputs that make sense.
  let seeds: [[UInt8]]
  /// Words that mean something in such inputs.
  let words: [String]

  /// What numbers and encodings go wrong with.
  private static let awkward = [
    "-1", "0", "9223372036854775807", "-9223372036854775808", "18446744073709551616", "\0",
    "\u{FEFF}", "\r\n", "\r", "\u{301}", "'", "\"", "(", ")", "[", "]", "$$", "$a$", "/*", "*/",
    "--",
    ";", ":", "@", "%", "%zz", "%00", "\\", "..", "/", "::", ".", ",", "=", "#", "<<<<<<<", "\t",
    " ",
  ]

  func input(_ random: inout SplitMix64) -> [UInt8] {
    var bytes = random.pick(seeds)
    for _ in 0...random.number(below: 4) { mutate(&bytes, &random) }
    return bytes
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    let place = random.number(below: bytes.count + 1)
    let end = min(bytes.count, place + random.number(below: 1 + random.pick([1, 8, 64])))
    switch random.number(below: 8) {
    case 0 where !bytes.isEmpty:
      bytes[min(place, bytes.count - 1)] ^= 1 << UInt8(random.number(below: 8))
    case 1 where !bytes.isEmpty:
      bytes[min(place, bytes.count - 1)] = random.pick([0, 0xFF, 0x7F, 0x80, 0xC0, 0x20])
    case 2: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: random.number(below: bytes.count + 1))
    case 4: bytes.removeSubrange(place...)
    case 5:
      let other = random.pick(seeds)
      bytes = Array(bytes[..<place]) + other.suffix(random.number(below: other.count + 1))
    case 6 where !words.isEmpty:
      bytes.insert(contentsOf: random.pick(words).utf8, at: place)
    default: bytes.insert(contentsOf: random.pick(Self.awkward).utf8, at: place)
    }
    if bytes.count > 20_000 { bytes.removeSubrange(20_000...) }
  }
}
