import Engine
import FoundationEssentials
import Glibc
import Proving
import SchemaModel

/// Migrates each pair of schemas in files of JSON lines and prints a table of how it went.
///
/// usage: corpus [--write DIR] [--only SUBSTRING] FILE.jsonl...
///        corpus --plan SUBSTRING FILE.jsonl...
@main
struct Corpus {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    let folder = option("--write", in: &arguments)
    let planned = option("--plan", in: &arguments)
    let filter = option("--only", in: &arguments)
    if let planned { return try printPlans(of: planned, in: arguments) }
    var total = Tally()
    for path in arguments {
      let tally = try run(path, filter: filter, folder: folder)
      print(tally.row(named: String(path.split(separator: "/").last ?? "")))
      total.add(tally)
    }
    print(total.row(named: "total"))
    if total.failed > 0 { exit(1) }
  }

  private static func option(_ name: String, in arguments: inout [String]) -> String? {
    guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else {
      return nil
    }
    defer { arguments.removeSubrange(index...index + 1) }
    return arguments[index + 1]
  }

  private static func pairs(in path: String) throws -> [SchemaPair] {
    try Data(contentsOf: URL(filePath: path)).split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(SchemaPair.self, from: Data($0))
    }
  }

  private static func printPlans(of filter: String, in paths: [String]) throws {
    for pair in try paths.flatMap(pairs) where pair.id.contains(filter) {
      print("-- \(pair.id)\n\(try pair.planText())")
    }
  }

  private static func run(_ path: String, filter: String?, folder: String?) throws -> Tally {
    var tally = Tally()
    let source = path.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? ""
    for (number, pair) in try pairs(in: path).enumerated() {
      if let filter, !pair.id.contains(filter) { continue }
      let clock = ContinuousClock.now
      let outcome = pair.migrate()
      tally.count(outcome, seconds: (ContinuousClock.now - clock) / .seconds(1))
      if case .failed(let reason) = outcome { print("FAIL \(pair.id): \(reason)") }
      if let folder { try outcome.write("\(source).\(number + 1)", to: folder) }
    }
    return tally
  }
}
