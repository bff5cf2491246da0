/// Something to say on the error stream.
struct Message: Sendable {
  var voice: Voice
  var text: String
  /// Lines that are shown as they are: what another program said, a list of changes.
  var details: [String]
  var hints: [String]
  /// The switch of the hints.
  var advice: Advice?

  init(
    _ voice: Voice, _ text: String, details: [String] = [], hints: [String] = [],
    advice: Advice? = nil
  ) {
    self.voice = voice
    self.text = text
    self.details = details
    self.hints = hints
    self.advice = advice
  }

  /// git's voices.
  enum Voice: Sendable {
    /// The command cannot go on.
    case fatal
    /// What was checked is not so.
    case error
    case warning

    var prefix: String {
      switch self {
      case .fatal: "fatal: "
      case .error: "error: "
      case .warning: "warning: "
      }
    }

    var color: Colors.Color? {
      switch self {
      case .fatal, .error: .red
      case .warning: .yellow
      }
    }

    var exitCode: Int32 {
      switch self {
      case .fatal: 128
      case .error: 1
      case .warning: 0
      }
    }
  }
}

/// The hints that a person can switch off.
enum Advice: CaseIterable, Sendable {
  case check, release, push, squash, notes, hooks

  /// The configuration variable.
  var key: String {
    switch self {
    case .check: "advice.migrateCheck"
    case .release: "advice.migrateRelease"
    case .push: "advice.migratePush"
    case .squash: "advice.migrateSquash"
    case .notes: "advice.migrateNotes"
    case .hooks: "advice.migrateHooks"
    }
  }

  var switchingOff: String { "Disable this message with \"git config \(key) false\"" }
}
