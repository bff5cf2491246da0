internal import Engine

extension Plan {
  /// The plan with a note above each statement that existing rows can make fail.
  ///
  /// - Parameters:
  ///   - hazards: what can fail.
  ///   - failure: why the plan failed in a trial, which tells the statement.
  func noting(failures hazards: [Hazard], _ failure: DatabaseError?) -> Plan {
    var plan = self
    for hazard in hazards where hazard.kind == .failsOnRows {
      guard let index = plan.place(of: hazard) ?? plan.place(of: failure) else { continue }
      if !plan.statements[index].notes.contains(hazard.note) {
        plan.statements[index].notes.append(hazard.note)
      }
    }
    return plan
  }

  private func place(of failure: DatabaseError?) -> Int? {
    guard case .statementFailed(let failure) = failure else { return nil }
    return statements.firstIndex { failure.sql.contains($0.sql) || $0.sql.contains(failure.sql) }
  }

  /// The last of the statements that speak most of what the hazard is about.
  private func place(of hazard: Hazard) -> Int? {
    guard hazard.subject != Hazard.wholeRevision else { return nil }
    let words = Set(hazard.subject.words)
    let scores = statements.map { $0.looksAtRows ? words.intersection($0.sql.words).count : 0 }
    guard let best = scores.max(), best > 0 else { return nil }
    return scores.lastIndex(of: best)
  }
}

extension Statement {
  /// Whether rows that are there can make the statement fail.
  fileprivate var looksAtRows: Bool {
    switch sql.words.first {
    case "create": !(sql.words.dropFirst().first == "table" && !sql.words.contains("partition"))
    case "drop", "pragma", "comment", "set", "select": false
    default: true
    }
  }
}

extension String {
  /// The runs of letters, digits and underscores, in lower case.
  fileprivate var words: [String] {
    split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map { $0.lowercased() }
  }
}
