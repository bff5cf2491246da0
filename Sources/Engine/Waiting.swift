/// How a session waits for what other sessions hold, and whom it tells.
package struct Waiting: Sendable {
  /// How long one attempt waits for a lock; `nil` means the engine's usual time, zero for ever.
  package var lockTimeout: Duration?
  /// How often an attempt that has waited in vain is repeated.
  package var retries: Int
  /// How long a statement of a script may take; `nil` leaves it to the server.
  package var statementTimeout: Duration?
  /// Is told of each attempt that was in vain, before the next one.
  package var tell: @Sendable (LockWait) -> Void

  /// Others queue behind a session that waits for a lock, so that it is not to wait for long.
  package static let usualLockTimeout = Duration.seconds(5)
  package static let usualRetries = 3

  package init(
    lockTimeout: Duration? = nil, retries: Int = usualRetries, statementTimeout: Duration? = nil,
    tell: @escaping @Sendable (LockWait) -> Void = { _ in }
  ) {
    self.lockTimeout = lockTimeout
    self.retries = retries
    self.statementTimeout = statementTimeout
    self.tell = tell
  }

  /// How long to let others work before the attempt with a number, counted from 1, is repeated.
  package func pause(after attempt: Int) -> Duration { .seconds(1 << min(attempt - 1, 4)) }
}

/// An attempt that has waited for a lock in vain.
package struct LockWait: Hashable, Sendable {
  /// What messages call the database.
  package var path: String
  /// How long the attempt has waited.
  package var waited: Duration
  package var holders: [LockHolder]
  /// `nil` where the same attempt goes on.
  package var next: Next?

  /// The next attempt: after how long, and which one of how many it is.
  package struct Next: Hashable, Sendable {
    package var pause: Duration
    package var number: Int
    package var attempts: Int

    package init(pause: Duration, number: Int, attempts: Int) {
      self.pause = pause
      self.number = number
      self.attempts = attempts
    }
  }

  package init(path: String, waited: Duration, holders: [LockHolder], next: Next? = nil) {
    self.path = path
    self.waited = waited
    self.holders = holders
    self.next = next
  }
}

/// A session or process that has a lock which another one waits for.
package struct LockHolder: Hashable, Sendable {
  /// The number of its process, on the server where there is one; zero where it has none.
  package var process: Int
  /// What it calls itself.
  package var name: String
  /// How long its transaction has been open.
  package var age: Duration?
  /// What it does, or has done last.
  package var query: String

  package init(process: Int, name: String, age: Duration? = nil, query: String = "") {
    self.process = process
    self.name = name
    self.age = age
    self.query = query
  }
}

extension Waiting {
  /// Runs `attempt` until it does not wait in vain any more, or all attempts are over.
  ///
  /// - Parameters:
  ///   - path: what messages call the database.
  ///   - sleep: lets time pass.
  ///   - holders: who has held the lock for which the latest attempt has waited.
  /// - Throws: what the last attempt throws.
  package func repeating<Result>(
    at path: String, isInVain: (any Error) -> Bool, holders: () -> [LockHolder],
    sleep: (Duration) -> Void, _ attempt: () throws -> Result
  ) throws -> Result {
    var number = 1
    while true {
      let start = ContinuousClock.now
      do {
        return try attempt()
      } catch  where number <= retries && isInVain(error) {
        let pause = pause(after: number)
        tell(
          LockWait(
            path: path, waited: .now - start, holders: holders(),
            next: LockWait.Next(pause: pause, number: number + 1, attempts: retries + 1)))
        sleep(pause)
        number += 1
      }
    }
  }
}

extension Duration {
  package var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}
