internal import Engine

/// What only an engine with a server refuses.
extension Message {
  static func clientLibraryMissing(_ reason: String) -> Message {
    Message(
      .fatal, "cannot load PostgreSQL's client library: \(reason)",
      hints: ["To install it on Debian or Ubuntu, run", "  apt install libpq5"])
  }

  static func finishedPartChanged(_ path: String, _ interruption: Interruption) -> Message {
    Message(
      .fatal,
      "'\(path)' stopped after \(interruption.progress), and these have changed in the file",
      hints: [
        "Take the change back, or bring the database to a revision by hand and run",
        "  git migrate stamp <revision>",
      ])
  }

  static func poolerWithoutTransactions(_ path: String) -> Message {
    Message(
      .fatal, "'\(path)' is a connection pooler that takes no transactions (statement pooling)",
      hints: ["Name the server itself, or a pool of sessions or transactions"])
  }

  static func poolerWithoutSessions(_ path: String, _ script: String) -> Message {
    Message(
      .fatal,
      "'\(script)' needs a session, and '\(path)' is a pooler that gives each transaction another",
      hints: ["To run what is not one transaction, name the server itself with --database"])
  }

  static let noScratchServer = Message(
    .fatal, "there is no PostgreSQL server to try revisions on",
    hints: [
      "Install PostgreSQL's server, of which a private one is started when it is needed, or run",
      "  git config migrate.postgresql.scratchUrl postgresql://<user>@<host>/<database>",
    ])

  static func connectionLost(_ loss: ConnectionLoss) -> Message {
    let place = "\(loss.path):\(loss.line): PostgreSQL: \(loss.reason)"
    switch loss.outcome {
    case .undone:
      return Message(.fatal, place, details: ["  nothing of it has taken effect"])
    case .unknown:
      return Message(
        .fatal, place, details: ["  whether it has taken effect is not known"],
        hints: ["To see whether the revision has run, run", "  git migrate status"])
    case .partly(let finished, let statements):
      return Message(
        .fatal, place, details: ["  " + takenEffect(finished, of: statements)], hints: [goOn])
    }
  }

  static func takenEffect(_ finished: Int, of statements: Int) -> String {
    "\(finished) of \(counted(statements, "statement")) \(finished == 1 ? "has" : "have") taken effect"
  }

  static let goOn = "To go on from there, run the same command again"

  static func interrupted(_ interruption: Interruption) -> Message {
    let isUp = interruption.direction == .up
    let verb = isUp ? "upgrade" : "downgrade"
    let what = isUp ? "stopped half-way" : "was being taken back, which stopped half-way"
    return Message(
      .fatal, "revision '\(interruption.revision)' \(what), after \(interruption.progress)",
      hints: ["To go on from there, run", "  git migrate \(verb) \(interruption.target)"])
  }
}

extension Interruption {
  /// `2 of 5 statements`.
  var progress: String { "\(finished) of \(counted(statements, "statement"))" }

  /// Where the script leads.
  fileprivate var target: String { direction == .up ? revision : "-1" }
}
