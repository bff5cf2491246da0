/// A version as tags name it: `v1.2.0-rc.1`, `1.2`, `release/2.0.1`, `REL_15_2`.
///
/// What stands before the first digit is no part of it, nor is build metadata after `+`; missing
/// numbers count as zero, so `v1.2` equals `v1.2.0`. A pre-release comes before its release.
package struct Version: Hashable, Sendable {
  /// The numbers, without zeros at the end.
  let numbers: [Int]

  /// `rc.1` as `["rc", "1"]`, and `rc1` too; empty for a release.
  let preRelease: [String]

  /// A release, such as `[2, 54]`.
  package init(numbers: [Int]) {
    self.init(numbers: numbers, preRelease: [])
  }

  /// - Parameter name: a tag's name; `nil` where it does not tell a version.
  package init?(_ name: String) {
    let text = name.drop { !$0.isASCIIDigit }
    let release = text.prefix { $0.isASCIIDigit || $0 == "." || $0 == "_" }
    let numbers = release.split { $0 == "." || $0 == "_" }.map { Int($0) }
    guard !numbers.isEmpty, !numbers.contains(nil) else { return nil }
    let rest = text.dropFirst(release.count).prefix { $0 != "+" }
    guard rest.allSatisfy(\.isPreReleasePart) else { return nil }
    self.init(numbers: numbers.compactMap(\.self), preRelease: Self.parts(rest))
  }

  private init(numbers: [Int], preRelease: [String]) {
    let count = numbers.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
    self.numbers = Array(numbers.prefix(count))
    self.preRelease = preRelease
  }

  /// Whether it is one to try out before its release: `rc1`, `beta.2`, `a1`.
  package var isPreRelease: Bool {
    preRelease.indices.contains { index in
      let word = preRelease[index].lowercased()
      let isNumbered = index + 1 < preRelease.count && Int(preRelease[index + 1]) != nil
      return Self.words.contains(word) || Self.letters.contains(word) && isNumbered
    }
  }

  private static let words: Set = [
    "alpha", "beta", "canary", "dev", "milestone", "nightly", "pre", "prerelease", "preview", "rc",
    "snapshot",
  ]

  /// What may be no more than a letter of the version: `1.0.2b`.
  private static let letters: Set = ["a", "b", "c", "m"]

  private static func parts(_ text: Substring) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.flatMap(runs)
  }

  /// Runs of digits and runs of letters: `rc1` as `["rc", "1"]`.
  private static func runs(_ text: Substring) -> [String] {
    var runs: [String] = []
    var rest = text
    while let first = rest.first {
      let run = rest.prefix { $0.isNumber == first.isNumber }
      runs.append(String(run))
      rest = rest.dropFirst(run.count)
    }
    return runs
  }
}

extension Version: Comparable {
  package static func < (left: Version, right: Version) -> Bool {
    guard left.numbers == right.numbers else {
      return left.numbers.lexicographicallyPrecedes(right.numbers)
    }
    guard left.preRelease != right.preRelease else { return false }
    if left.preRelease.isEmpty || right.preRelease.isEmpty { return right.preRelease.isEmpty }
    return left.preRelease.lexicographicallyPrecedes(right.preRelease, by: partPrecedes)
  }

  /// Numbers come before words, as in semantic versioning.
  private static func partPrecedes(_ left: String, _ right: String) -> Bool {
    switch (Int(left), Int(right)) {
    case (let first?, let second?) where first != second: first < second
    case (_?, nil): true
    case (nil, _?): false
    default: left.utf8.lexicographicallyPrecedes(right.utf8)
    }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }

  fileprivate var isPreReleasePart: Bool {
    isASCII && (isLetter || isNumber || self == "-" || self == "." || self == "_")
  }
}
