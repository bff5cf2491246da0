import Engine
import SchemaModel
import TestSupport
import Testing

@testable import SQLiteEngine

/// A file of `Cases`: a schema before and after a change, and what is planned for it.
struct CaseFile: CustomTestStringConvertible {
  private let file: CaseSections

  static let all = CaseSections.all(in: folder).map { CaseFile(file: $0) }

  private static let folder = String(#filePath.dropLast("CaseFile.swift".count)) + "Cases"

  var name: String { file.name }
  var testDescription: String { name }
  var from: String { file["from"] ?? "" }
  var to: String { file["to"] ?? "" }
  var rows: String { file["rows"] ?? "" }
  var up: String { file["up"] ?? "\n" }
  var hazards: String { file["hazards"] ?? "\n" }

  /// `users.nickname username`, `post article`.
  var renames: [Rename] {
    (file["renames"] ?? "").split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      let old = words[0].split(separator: ".").map { Name(sqlite: String($0)) }
      return Rename(
        table: old[0], column: old.count > 1 ? old[1] : nil, newName: Name(sqlite: words[1]),
        evidence: .option)
    }
  }

  /// Writes what is planned into the file.
  func record(_ plan: Plan) throws {
    let hazards = Self.lines(of: plan.hazards)
    try file.record(plan.statementText + (plan.hazards.isEmpty ? "" : "\n-- hazards\n" + hazards))
  }

  static func lines(of hazards: [Hazard]) -> String {
    hazards.map { "\($0.kind.rawValue) \($0.subject)" }.joined(separator: "\n") + "\n"
  }

  /// Whether the way back needs rows that went with a table.
  var downFailsOnRows: Bool { file.options.contains("down-fails-on-rows") }

  /// `in-place`, `column-order`, `backfill users.email lower(name)`.
  var options: PlanOptions {
    var options = PlanOptions()
    for line in file.options {
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      switch words[0] {
      case "in-place": options.changesInPlace = true
      case "column-order": options.matchesColumnOrder = true
      case "backfill":
        let names = words[1].split(separator: ".").map { Name(sqlite: String($0)) }
        options.backfills[ColumnReference(table: names[0], column: names[1])] = words[2]
      default: break
      }
    }
    return options
  }
}
