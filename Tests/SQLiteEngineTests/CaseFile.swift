import Engine
import FoundationEssentials
import SchemaModel
import Testing

@testable import SQLiteEngine

/// A file of `Cases`: a schema before and after a change, and what is planned for it.
struct CaseFile: CustomTestStringConvertible {
  let name: String
  private let text: String
  private let sections: [String: String]
  private let optionLines: [String]

  static let all: [CaseFile] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return (files ?? []).filter { $0.hasSuffix(".sql") }.sorted().map { CaseFile(named: $0) }
  }()

  private static let folder = String(#filePath.dropLast("CaseFile.swift".count)) + "Cases"

  init(named name: String) {
    self.name = name
    text = (try? String(contentsOfFile: "\(Self.folder)/\(name)", encoding: .utf8)) ?? ""
    var sections: [String: String] = [:]
    var options: [String] = []
    var section = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- options ") {
        options.append(String(line.dropFirst(11)))
      } else if let heading = Self.headings.first(where: { line == "-- \($0)" }) {
        section = heading
      } else {
        sections[section, default: ""] += line + "\n"
      }
    }
    self.sections = sections.mapValues { $0.trimmingLineBreaks + "\n" }
    optionLines = options
  }

  private static let headings = ["from", "to", "rows", "renames", "up", "hazards"]

  var testDescription: String { name }
  var from: String { sections["from"] ?? "" }
  var to: String { sections["to"] ?? "" }
  var rows: String { sections["rows"] ?? "" }
  var up: String { sections["up"] ?? "\n" }
  var hazards: String { sections["hazards"] ?? "\n" }

  /// `users.nickname username`, `post article`.
  var renames: [Rename] {
    (sections["renames"] ?? "").split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      let old = words[0].split(separator: ".").map { Name(sqlite: String($0)) }
      return Rename(
        table: old[0], column: old.count > 1 ? old[1] : nil, newName: Name(sqlite: words[1]),
        evidence: .option)
    }
  }

  /// Writes what is planned into the file.
  func record(_ plan: Plan) throws {
    let head = text.prefix(upTo: text.firstRange(of: "\n-- up\n")?.lowerBound ?? text.endIndex)
    var result = String(head).trimmingLineBreaks + "\n\n-- up\n" + plan.text
    let hazards = Self.lines(of: plan.hazards)
    if !plan.hazards.isEmpty { result += "\n-- hazards\n" + hazards }
    try result.write(toFile: "\(Self.folder)/\(name)", atomically: true, encoding: .utf8)
  }

  static func lines(of hazards: [Hazard]) -> String {
    hazards.map { "\($0.kind.rawValue) \($0.subject)" }.joined(separator: "\n") + "\n"
  }

  /// Whether the way back needs rows that went with a table.
  var downFailsOnRows: Bool { optionLines.contains("down-fails-on-rows") }

  /// `in-place`, `column-order`, `backfill users.email lower(name)`.
  var options: PlanOptions {
    var options = PlanOptions()
    for line in optionLines {
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

extension String {
  var trimmingLineBreaks: String {
    String(drop { $0 == "\n" }.reversed().drop { $0 == "\n" }.reversed())
  }
}
