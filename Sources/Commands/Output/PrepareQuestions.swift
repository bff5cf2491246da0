internal import ArgumentParser
internal import Engine
internal import SchemaModel
internal import Workflows

/// The questions of `prepare` to a person at a terminal.
struct PrepareQuestions {
  let console: Console

  /// - Throws: `ExitCode` where the person ends the input.
  func ask(_ questions: [RenameQuestion], _ request: inout PrepareRequest) throws {
    for question in questions {
      var isRenamed = false
      for candidate in question.candidates where !isRenamed {
        let name = question.fullName(of: candidate)
        guard !request.renames.contains(where: { $0.names.new == name }) else { continue }
        isRenamed = try confirm("Was '\(question.subject)' renamed to '\(name)'?")
        if isRenamed {
          request.renames.append(RenameRequest(question, candidate: candidate))
        }
      }
      if !isRenamed { request.notRenamed.insert(question.subject) }
    }
  }

  /// - Throws: `ExitCode` where the person ends the input.
  func ask(_ columns: [ColumnReference], _ request: inout PrepareRequest) throws {
    for column in columns {
      guard let answer = console.ask("Value of '\(column)' in existing rows (an SQL expression):"),
        !answer.isEmpty
      else { throw ExitCode(128) }
      request.backfills[ColumnPath(column)] = answer
    }
  }

  func confirm(_ question: String) throws -> Bool {
    guard let answer = console.ask("\(question) [y/N]") else { throw ExitCode(128) }
    return ["y", "yes"].contains(answer.lowercased())
  }
}
