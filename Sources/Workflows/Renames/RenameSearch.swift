internal import Engine
internal import SchemaModel

/// Finds the renames between what the revisions lead to and the working tree.
struct RenameSearch {
  let engine: any Engine
  let head: Schema
  let target: Schema
  let history: ModelHistory
  /// Old names in full, of which a person has said that they were not renamed.
  let notRenamed: Set<String>

  /// Adds what the history tells to the renames that are known.
  ///
  /// - Throws: ``PrepareError/renameUnclear(_:)``, and what building a snapshot throws.
  func renames(knowing known: [Rename]) async throws -> [Rename] {
    var renames = known
    var distinct = notRenamed
    try await history.fill(upTo: Self.fullyReadCommits)
    let lapsed = LapsedName.all(in: history.knownStates)
    while true {
      let questions = try openQuestions(renames, distinct, lapsed)
      guard let question = questions.first else { return renames }
      let trace = RenameTrace(engine: engine, history: history, known: renames)
      switch try await finding(for: question, trace) {
      case .renamed(let newName, let evidence)
      where question.isEvident || question.candidates.contains(newName):
        renames.append(
          Rename(
            table: question.table, column: question.column, newName: newName, evidence: evidence))
      case .unclear where question.isEvident:
        throw PrepareError.renameUnclear(questions.filter(\.isEvident))
      case .renamed, .distinct, .unclear: distinct.insert(question.subject)
      }
    }
  }

  /// Of more commits only some are looked at.
  private static let fullyReadCommits = 24

  /// The evident ones come first, since a person may have to be asked about them.
  private func openQuestions(
    _ renames: [Rename], _ distinct: Set<String>, _ lapsed: Set<LapsedName>
  ) throws -> [RenameQuestion] {
    // Only with renames does a plan know more of the changes than the two schemas do.
    let changes =
      try renames.isEmpty
      ? head.changes(to: target)
      : engine.plan(from: head, to: target, renames: renames, options: PlanOptions()).changes
    let questions =
      RenameQuestion.questions(in: changes, after: renames, dialect: head.dialect)
      + RenameQuestion.faintQuestions(in: changes, after: renames)
      + RenameQuestion.questionsOfTakenNames(
        in: changes, after: renames, from: head, to: target)
      + questions(of: lapsed, after: renames)
    return questions.filter { !distinct.contains($0.subject) && !$0.isOfTypedTable(in: head) }
  }

  private func questions(
    of lapsed: Set<LapsedName>, after renames: [Rename]
  ) -> [RenameQuestion] {
    lapsed.filter { name in
      !renames.contains { $0.table == name.whole && ($0.column == nil || $0.column == name.column) }
    }.compactMap { $0.question(in: target) }.sorted { $0.subject < $1.subject }
  }

  /// A history that cannot be read leaves the question open.
  private func finding(
    for question: RenameQuestion, _ trace: RenameTrace
  ) async throws -> RenameTrace.Finding {
    do {
      return try await trace.follow(question)
    } catch is UnreadableModels {
      return .unclear
    }
  }
}
