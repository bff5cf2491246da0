/// The command that was run, to be run again with more to it: what was given is not asked for anew.
struct RepeatedCommand: Sendable {
  let verb: String
  /// What was given beside the project, as a shell takes it.
  var words: [String] = []

  /// The command with more options, as a shell takes them.
  func adding(_ more: String...) -> String {
    let new = more.filter { !$0.isEmpty && !words.contains($0) }
    return (["git migrate \(verb)"] + words + new).joined(separator: " ")
  }

  /// The command without some of its options.
  func without(_ options: String...) -> RepeatedCommand {
    RepeatedCommand(verb: verb, words: words.filter { !options.contains($0) })
  }
}
