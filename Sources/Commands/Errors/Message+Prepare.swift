internal import Engine
internal import GitRepository
internal import Proving
internal import Revisions
internal import SchemaModel
internal import Workflows

extension Message {
  /// - Parameter command: what was run.
  init(
    _ error: PrepareError, running command: RepeatedCommand = RepeatedCommand(verb: "prepare")
  ) {
    switch error {
    case .unknownTag(let name): self = .unknownRevision(name, isShallow: true)
    case .tagNotReachable(let name): self.init(.fatal, "'\(name)' is not an ancestor of HEAD")
    case .deployedRevisionsChanged(let changes):
      self = DeployedChangeWords.message(changes, voice: .fatal)
    case .nothingToAmend: self.init(.fatal, "there is no pending revision to amend")
    case .baselineNotFirst(let file):
      self.init(.fatal, "a baseline is the first revision, and '\(file.path)' is there already")
    case .cannotAmendDeployed(let file):
      self.init(.fatal, "cannot amend '\(file.path)': it is part of a release")
    case .cannotAmendShared(let file, let place):
      let next = command.without("--amend", "--replan").adding()
      self.init(
        .fatal, "cannot amend '\(file.path)': it is in '\(place)'",
        hints: ["To write a revision of its own after it, run", "  \(next)"])
    case .cannotAmendBaseline(let file):
      self.init(
        .fatal, "cannot amend '\(file.path)': it builds what was deployed before the revisions")
    case .editedByHand(let path, let need): self = .editedByHand(path, need, command)
    case .unknownRename(let old, let new):
      self.init(.fatal, "'\(old)' was not renamed to '\(new)': one is not there, or both are")
    case .renameUnclear(let questions): self = .renameUnclear(questions, command)
    case .valuesNeeded(let columns): self = .valuesNeeded(columns, command)
    case .unknownColumn(let column): self.init(.fatal, "there is no column '\(column)'")
    case .proofFailed(let engine, let failure, _): self.init(failure, engine: engine)
    case .cannotWrite(let path, let reason): self.init(.fatal, "cannot write '\(path)': \(reason)")
    case .unwritable(let path):
      self.init(.fatal, "cannot write '\(path)': a line of its SQL begins with '-- migrate:'")
    }
    if !hints.contains(where: { $0.contains("nothing was written") }) {
      details.append("nothing was written")
    }
  }

  private static func editedByHand(
    _ path: String, _ need: PrepareError.Need, _ command: RepeatedCommand
  ) -> Message {
    switch need {
    case .option(let option):
      return Message(
        .fatal, "cannot follow \(option): the statements of '\(path)' were edited by hand",
        hints: ["To plan it anew and lose what was written there, add --replan"])
    case .models(let sides):
      let list = DialectChangeList(sides: sides, colors: Console.forErrors.errorColors)
      return Message(
        .fatal,
        "the statements of '\(path)' were edited by hand, and do not bring all that the models have",
        details: [""] + list.lines + [""],
        hints: [
          "To write a revision of its own for the rest, run", "  git migrate prepare",
          "To plan it anew and lose what was written there: \(command.adding("--amend", "--replan"))",
        ])
    }
  }

  private static func renameUnclear(
    _ questions: [RenameQuestion], _ command: RepeatedCommand
  ) -> Message {
    let question = questions[0]
    let names = question.candidates.map { question.fullName(of: $0) }
    return Message(
      .fatal, "cannot tell whether '\(question.subject)' was renamed or dropped",
      hints: [
        "If it became '\(names[0])'\(others(names)), run",
        "  \(command.adding(ShellWord.quoted("--rename=\(question.subject):\(names[0])")))",
        "If not: \(command.adding("--no-renames"))",
      ])
  }

  private static func others(_ names: [String]) -> String {
    names.count > 1 ? " and not \(listed(names.dropFirst().map { "'\($0)'" }))" : ""
  }

  private static func valuesNeeded(
    _ columns: [ColumnReference], _ command: RepeatedCommand
  ) -> Message {
    let values = columns.map { ShellWord.quoted("--default=\($0)=<value>") }
    let names = listed(columns.map { "'\($0)'" })
    return Message(
      .fatal,
      "\(names) may not be NULL and \(columns.count == 1 ? "has" : "have") no default: existing rows need a value",
      hints: [
        "To give them one, as an SQL expression, run",
        "  \(command.adding(values.joined(separator: " ")))",
        "For tables without rows: \(command.adding(allowances(for: columns)))",
      ])
  }

  private static func allowances(for columns: [ColumnReference]) -> String {
    Set(columns.map(\.table.description)).sorted()
      .map { ShellWord.quoted("--allow=\(Hazard.Kind.failsOnRows.rawValue):\($0)") }
      .joined(separator: " ")
  }

  private init(_ failure: ProofFailure, engine: String) {
    let place = "the revision does not hold on \(engine)"
    switch failure {
    case .upFails(let error):
      let reason = Message(describing: error)
      self.init(.fatal, "\(place): \(reason.text)", details: reason.details)
    case .downFails(let error):
      let reason = Message(describing: error)
      self.init(.fatal, "\(place) on the way back: \(reason.text)", details: reason.details)
    case .upDiffers(let changes):
      self.init(.fatal, "\(place): afterwards it would still need", details: Self.list(changes))
    case .downDiffers(let changes):
      self.init(
        .fatal, "\(place) on the way back: afterwards it would still need",
        details: Self.list(changes))
    case .rowsChanged(let table, let before, let after, let isWayBack):
      self.init(
        .fatal,
        "\(place)\(isWayBack ? " on the way back" : ""): '\(table)' had \(counted(before, "row")) and then \(counted(after, "row")), or others"
      )
    }
  }

  private static func list(_ changes: [SchemaChange]) -> [String] {
    ChangeList(
      changes: changes, dialect: .sqlite, colors: Console.forErrors.errorColors, showsCosmetic: true
    ).lines
  }
}
