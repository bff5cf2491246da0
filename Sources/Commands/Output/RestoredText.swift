/// What a run has put back that no revision has made.
struct RestoredText {
  private let parts: [String]

  init(_ parts: [String]) { self.parts = parts }

  func show(on console: Console) {
    guard !parts.isEmpty else { return }
    console.answer("Put back what no revision has made:")
    for part in parts { console.answer("\t\(part)") }
  }
}
