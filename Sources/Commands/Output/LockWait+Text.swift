internal import Engine

extension Message {
  /// What an attempt that has waited for a lock in vain says before the next one.
  init(_ wait: LockWait) {
    let lock = "a lock in '\(wait.path)'"
    let what =
      switch wait.next {
      case nil: "waiting for \(lock)"
      case let next?:
        "waited \(wait.waited.words) for \(lock), trying again in \(next.pause.words)"
          + " (\(next.number) of \(next.attempts))"
      }
    self.init(.warning, what, details: wait.holders.map { "  held by \($0.words)" })
  }
}

extension LockHolder {
  /// `process 4711 (psql), in a transaction for 12 s: SELECT …`.
  var words: String {
    let known = process == 0 ? "a prepared transaction" : "process \(process)"
    let age = age.map { ", in a transaction for \($0.words)" } ?? ""
    return known + (name.isEmpty ? "" : " (\(name))") + age + (query.isEmpty ? "" : ": \(query)")
  }
}

extension Duration {
  /// In the unit that suits it: `400 ms`, `12 s`, `3 min`, `2 h`.
  fileprivate var words: String {
    switch milliseconds {
    case ..<950: "\(milliseconds) ms"
    case ..<120_000: "\((milliseconds + 500) / 1000) s"
    case ..<7_200_000: "\(milliseconds / 60_000) min"
    default: "\(milliseconds / 3_600_000) h"
    }
  }
}
