package import Engine
internal import GitRepository

extension Project {
  /// How locks are waited for, as the configuration says.
  ///
  /// - Throws: `GitError` where a setting is no time or number.
  package func waiting() throws -> Waiting {
    var waiting = Waiting()
    waiting.lockTimeout = try time("migrate.lockTimeout")
    waiting.statementTimeout = try time("migrate.statementTimeout")
    if let text = configuration.string("migrate.lockRetries") {
      guard let count = Int(text), count >= 0 else {
        throw GitError.configurationValue(key: "migrate.lockRetries", value: text)
      }
      waiting.retries = count
    }
    return waiting
  }

  private func time(_ key: String) throws -> Duration? {
    guard let text = configuration.string(key) else { return nil }
    guard let time = Duration(waitingTime: text) else {
      throw GitError.configurationValue(key: key, value: text)
    }
    return time
  }
}

extension Duration {
  /// `500ms`, `5s`, `2min`, `1h`; a number alone is seconds, as a PostgreSQL server's connection
  /// timeout is.
  package init?(waitingTime text: String) {
    let number = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text[number.endIndex...].drop { $0 == " " }
    let factors = ["ms": 1, "": 1000, "s": 1000, "min": 60_000, "h": 3_600_000]
    guard let count = Int(number), let factor = factors[String(unit)] else { return nil }
    let (milliseconds, overflows) = count.multipliedReportingOverflow(by: factor)
    // What the server takes.
    guard !overflows, milliseconds <= Int(Int32.max) else { return nil }
    self = .milliseconds(milliseconds)
  }
}
