import FoundationEssentials

/// A file of SQL with headings: `-- from`, `-- to` and others, and lines that begin with `-- options`.
package struct CaseSections: Sendable {
  package let name: String
  package let options: [String]
  private let path: String
  private let text: String
  private let sections: [String: String]

  private static let headings = ["from", "to", "rows", "renames", "up", "hazards"]

  /// All files of a folder, by name.
  package static func all(in folder: String) -> [CaseSections] {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return (files ?? []).filter { $0.hasSuffix(".sql") }.sorted()
      .map { CaseSections(named: $0, in: folder) }
  }

  private init(named name: String, in folder: String) {
    self.name = name
    path = "\(folder)/\(name)"
    text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
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
    self.options = options
  }

  package subscript(heading: String) -> String? { sections[heading] }

  /// Writes the file with other text from `-- up` on.
  package func record(_ up: String) throws {
    let head = text.prefix(upTo: text.firstRange(of: "\n-- up\n")?.lowerBound ?? text.endIndex)
    let result = String(head).trimmingLineBreaks + "\n\n-- up\n" + up
    try result.write(toFile: path, atomically: true, encoding: .utf8)
  }
}

extension String {
  package var trimmingLineBreaks: String {
    String(drop { $0 == "\n" }.reversed().drop { $0 == "\n" }.reversed())
  }
}
