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
    var line = 1
    for statement in statements {
      lines.append(line)
      // The break that ends the statement's own last line is followed by an empty line.
      line += Plan(statements: [statement]).text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
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
