internal import Engine

extension Message {
  /// What only an engine with a server refuses.
  init(ofServer error: DatabaseError) {
    switch error {
    case .clientLibraryMissing(let reason):
      self.init(
        .fatal, "cannot load PostgreSQL's client library: \(reason)",
        hints: ["To install it on Debian or Ubuntu, run", "  apt install libpq5"])
    case .serverTooOld(let path, let version):
      self.init(.fatal, "'\(path)' is PostgreSQL \(version); 13 is the oldest that is supported")
    case .cannotCreate(let path, let reason):
      self.init(.fatal, "cannot create a database at '\(path)': \(reason)")
    case .cannotDrop(let path, let reason):
      self.init(.fatal, "cannot drop '\(path)': \(reason)")
    case .noScratchServer: self = .noScratchServer
    case .scratchServerFailed(let reason):
      self.init(.fatal, "cannot start a PostgreSQL server for scratch databases: \(reason)")
    case .connectionLost(let loss): self = .connectionLost(loss)
    case .interrupted(let interruption): self = .interrupted(interruption)
    case .finishedPartChanged(let path, let interruption):
      self.init(
        .fatal,
        "'\(path)' stopped after \(interruption.progress), and these have changed in the file",
        hints: ["Take the change back, or bring the database to a revision by hand and run"]
          + ["  git migrate stamp <revision>"])
    default: self.init(.fatal, "\(error)")
    }
  }

  private static let noScratchServer = Message(
    .fatal, "there is no PostgreSQL server to try revisions on",
    hints: [
      "Install PostgreSQL's server, of which a private one is started when it is needed, or run",
      "  git config migrate.postgresql.scratchUrl postgresql://<user>@<host>/<database>",
    ])

  private static func connectionLost(_ loss: ConnectionLoss) -> Message {
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
        .fatal, place,
        details: ["  \(finished) of \(counted(statements, "statement")) have taken effect"],
        hints: ["To go on from there, run the same command again"])
    }
  }

  private static func interrupted(_ interruption: Interruption) -> Message {
    let verb = interruption.direction == .up ? "upgrade" : "downgrade"
    return Message(
      .fatal,
      "revision '\(interruption.revision)' stopped half-way, after \(interruption.progress)",
      hints: ["To go on from there, run", "  git migrate \(verb) \(interruption.target)"])
  }
}

extension Interruption {
  /// `2 of 5 statements`.
  var progress: String { "\(finished) of \(counted(statements, "statement"))" }

  /// Where the script leads.
  fileprivate var target: String { direction == .up ? revision : "-1" }
}
