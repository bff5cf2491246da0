/// How the cases of one source went.
struct Tally {
  var passed = 0
  var failed = 0
  var orderOnly = 0
  var seconds = 0.0

  mutating func count(_ outcome: SchemaPair.Outcome, seconds: Double) {
    switch outcome {
    case .migrated(_, let isOrderOnly):
      passed += 1
      orderOnly += isOrderOnly ? 1 : 0
    case .refused: passed += 1
    case .failed: failed += 1
    }
    self.seconds += seconds
  }

  mutating func add(_ other: Tally) {
    passed += other.passed
    failed += other.failed
    orderOnly += other.orderOnly
    seconds += other.seconds
  }

  func row(named name: String) -> String {
    let hundredths = Int(seconds * 100)
    let padding = String(repeating: " ", count: max(1, 36 - name.count))
    return "\(name)\(padding)passed \(passed)  failed \(failed)  order-only \(orderOnly)  "
      + "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) s"
  }
}
