internal import Engine
internal import SchemaModel

extension Plan {
  /// The plan with a note above each statement that was seen to write all rows of a table again.
  ///
  /// - Parameter effects: what the statements of the plan's text did, by its lines.
  func noting(_ effects: [StatementEffect]) -> Plan {
    var plan = self
    let starts = statementLines
    for effect in effects where !effect.rewrites.isEmpty {
      guard let index = starts.lastIndex(where: { $0 <= effect.line }) else { continue }
      plan.statements[index].notes += effect.rewrites.map {
        Hazard(.rewritesTable, subject: $0.description).note
      }
    }
    return plan
  }

  /// The line of the text on which each statement, or the first of its notes, stands.
  private var statementLines: [Int] {
    var lines: [Int] = []
    let newline = UInt8(ascii: "\n")
    let opening = options.suspendsForeignKeys ? ForeignKeySuspension.opening + "\n\n" : ""
    let head = prechecks.isEmpty ? 0 : prechecks.count + 1
    var line = 1 + head + opening.utf8.count { $0 == newline }
    for piece in pieces {
      lines.append(line)
      line += piece.utf8.count { $0 == newline }
    }
    return lines
  }
}

extension Proof.Result {
  /// The tables whose rows were all written again.
  var rewrites: [Hazard] {
    var seen: Set<Name> = []
    return effects.flatMap(\.rewrites).filter { seen.insert($0).inserted }
      .map { Hazard(.rewritesTable, subject: $0.description) }
  }
}
