internal import ArgumentParser
internal import GitRepository
internal import Synchronization
internal import Workflows

/// Whose programs a command may run to read models.
struct ProgramOptions: ParsableArguments {
  @Flag(help: "Run the programs among models of commits that are not in the history of HEAD.")
  var trust = false

  /// A person at a terminal is asked, once for each commit.
  func rule(_ console: Console) -> ProgramRule {
    if trust { return .all }
    guard Console.canAsk else { return .own }
    let answers = AnswersPerCommit()
    return .asking { commit in
      answers.answer(for: commit) {
        console.ask(
          "Run the programs of \(commit.mention), which is not in the history of HEAD? [y/N]")
      }
    }
  }
}

/// What a person has answered.
private final class AnswersPerCommit: Sendable {
  private let known = Mutex<[ObjectID: Bool]>([:])

  func answer(for commit: Commit, _ ask: () -> String?) -> Bool {
    known.withLock { known in
      if let answer = known[commit.id] { return answer }
      let answer = ["y", "yes"].contains(ask()?.lowercased())
      known[commit.id] = answer
      return answer
    }
  }
}
