internal import Engine
internal import Proving
internal import Revisions
internal import SchemaModel
internal import Workflows

extension Message {
  init(_ error: BranchError) {
    switch error {
    case .conflict(let path):
      self.init(
        .fatal, "'\(path)' has a conflict in more than the headers of its place",
        hints: ["Resolve it, and run the command again"])
    case .bothDeployed(let files):
      self.init(
        .fatal, "two heads are deployed: releases contain revisions of both",
        details: files.map { "  \($0.path)" })
    case .cannotMoveDeployed(let file):
      self.init(.fatal, "cannot move '\(file.path)': it is part of a release")
    case .cannotTellOwn(let heads):
      self.init(
        .fatal, "cannot tell which of the heads this branch has made",
        details: heads.map { "  \($0.path)" },
        hints: [
          "To have the other follow the first of them, run",
          "  git migrate rebase \(heads.first?.id.text ?? "")",
        ])
    case .notOneHead(let name):
      self.init(.fatal, "'\(name)' does not lead to one of the heads")
    case .doNotCommute(let disagreement): self = .disagreement(disagreement)
    case .noWayBack(let engine, let dialect, let failure, let moving):
      self = .noWayBack(engine, dialect, failure)
      hints = Self.preparingAnew(moving)
    case .deployedAfterPending(let file):
      self.init(.fatal, "'\(file.path)' is part of a release, and follows a revision that is not")
    case .sharedAfterOwn(let file, let place):
      self.init(.fatal, "'\(file.path)' is in '\(place)', and follows a revision that is not")
    case .failsElsewhere(let error, let moving): self = .failure(error, of: moving)
    case .cannotFold(let obstacle): self.init(.fatal, Self.words(obstacle))
    case .notEquivalent(let engine, let dialect, let difference):
      self = .notEquivalent(engine, dialect, difference)
    }
    details.append("nothing was written")
  }

  // MARK: Orders

  private static func disagreement(_ disagreement: BranchError.Disagreement) -> Message {
    var message: Message
    switch disagreement.failure {
    case .fails(let error, let isOther):
      let (first, second) =
        isOther
        ? (disagreement.moving, disagreement.staying)
        : (disagreement.staying, disagreement.moving)
      let reason = Message(describing: error)
      message = Message(
        .error, "revisions of the two heads do not commute",
        details: ["  with '\(ends(first))' before '\(ends(second))':", "  \(reason.text)"]
          + reason.details)
    case .schemasDiffer(let changes):
      message = Message(
        .error, "revisions of the two heads do not commute",
        details: disagreement.statements.map { "  \($0.path):\($0.line): \($0.text)" }
          + [
            "",
            "With '\(ends(disagreement.staying))' before '\(ends(disagreement.moving))', not after it, the schema would still need:",
            "",
          ] + list(changes, disagreement.dialect) + [""])
    }
    message.hints = preparingAnew(disagreement.moving)
    return message
  }

  private static func ends(_ line: [RevisionFile]) -> String {
    let file = line[line.count - 1]
    return file.revision.message.isEmpty ? file.id.text : file.revision.message
  }

  private static func failure(_ error: DatabaseError, of moving: [RevisionFile]) -> Message {
    let reason = Message(describing: error)
    return Message(
      .error, "'\(moving[0].path)' needs the revision that it followed",
      details: ["  \(reason.text)"] + reason.details, hints: preparingAnew(moving))
  }

  /// What a program has written it can write again, after the other head; what a person has written
  /// is kept beside.
  private static func preparingAnew(_ files: [RevisionFile]) -> [String] {
    let removals = files.map { file in
      let path = CommandPath.quoted(file.path)
      return file.hasDerivedID ? "rm \(path)" : "mv \(path) \(path).orig"
    }
    return [
      "To write \(files.count == 1 ? "it" : "them") anew after the other head, run",
      "  \(removals.joined(separator: " && ")) && git migrate prepare",
    ]
  }

  private static func noWayBack(
    _ engine: String, _ dialect: Dialect, _ failure: RoundTripFailure
  ) -> Message {
    switch failure {
    case .downFails(let error):
      let reason = Message(describing: error)
      return Message(
        .error, "the way back fails on \(engine) in the new order",
        details: ["  \(reason.text)"] + reason.details)
    case .downDiffers(let changes):
      return Message(
        .error, "the way back does not lead back on \(engine) in the new order",
        details: ["", "Afterwards it would still need:", ""] + list(changes, dialect) + [""])
    }
  }

  private static func list(_ changes: [SchemaChange], _ dialect: Dialect) -> [String] {
    ChangeList(
      changes: changes, dialect: dialect, colors: Console.forErrors.errorColors
    ).lines
  }

  // MARK: Folding

  private static func words(_ obstacle: BranchError.FoldObstacle) -> String {
    switch obstacle {
    case .transaction(let path):
      "'\(path)' runs outside of a transaction, and not all revisions do"
    case .foreignKeys(let path, let other):
      "'\(path)' runs with foreign keys on, '\(other)' with them off, and a key changes rows"
    }
  }

  private static func notEquivalent(
    _ engine: String, _ dialect: Dialect, _ difference: BranchError.NonEquivalence
  ) -> Message {
    let place = "as one, the revisions have another effect on \(engine)"
    switch difference {
    case .schemas(.fails(let error, let isOne)), .rowsFail(let error, let isOne):
      let reason = Message(describing: error)
      let way = isOne ? "as one they fail" : "one after the other they fail where there are rows"
      return Message(
        .error, place, details: ["  \(way):", "  \(reason.text)"] + reason.details)
    case .schemas(.schemasDiffer(let changes)):
      return Message(.error, place, details: [""] + list(changes, dialect) + [""])
    case .rows(let names):
      return Message(.error, "\(place): on the rows of \(listed(names.map { "'\($0)'" }))")
    case .wayBack(let failure): return noWayBack(engine, dialect, failure)
    }
  }
}
