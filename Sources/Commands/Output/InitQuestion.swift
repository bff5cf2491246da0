internal import ArgumentParser
internal import ModelProviders

/// The question of `init` to a person at a terminal, where several places look like models.
struct InitQuestion {
  let console: Console

  /// - Returns: the position of the place that is taken.
  /// - Throws: `ExitCode` where the person ends the input.
  func ask(_ places: [ProviderSuggestion]) throws -> Int {
    console.complain("These look like models:")
    for (index, place) in places.enumerated() { console.complain("  \(index + 1)  \(place)") }
    while true {
      guard let answer = console.ask("Which one (1 to \(places.count)) [1]") else {
        throw ExitCode(128)
      }
      if let choice = Self.choice(answer, of: places.count) { return choice }
    }
  }

  /// - Returns: `nil` for what is no number of a place.
  static func choice(_ answer: String, of count: Int) -> Int? {
    let words = answer.split(whereSeparator: \.isWhitespace)
    guard let word = words.first else { return 0 }
    guard words.count == 1, let number = Int(word), (1...count).contains(number) else { return nil }
    return number - 1
  }
}
