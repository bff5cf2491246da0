/// How another program keeps its migrations in a folder: which files they are, in which order they
/// run, and which part of a file leads forward.
///
/// Run one after the other they build what that program has deployed, and so serve as models.
package enum SQLLayout: String, CaseIterable, Sendable {
  case dbmate, diesel, drizzle, flyway, goose, prisma
  case golangMigrate = "golang-migrate"

  /// The files that run forward, in the program's order.
  ///
  /// - Parameters:
  ///   - paths: those of all files below a folder.
  ///   - folder: its own path; empty for the root.
  func files(among paths: [String], below folder: String) -> [String] {
    let start = folder.isEmpty ? 0 : folder.count + 1
    let steps = paths.compactMap { path in
      LayoutStep.of(path.dropFirst(start), in: self).map { (step: $0, path: path) }
    }
    return steps.sorted { ($0.step, $0.path) < ($1.step, $1.path) }.map(\.path)
  }

  /// The text with blanks in the place of the way back, so that every line keeps its number.
  func forward(_ text: [UInt8]) -> [UInt8] {
    guard let marks else { return text }
    var isForward = false
    let lines = text.split(separator: ASCII.newline, omittingEmptySubsequences: false)
    let forward = lines.map { line in
      if Self.isMark(line, marks.up) { isForward = true }
      if Self.isMark(line, marks.down) { isForward = false }
      return isForward ? Array(line) : Array(repeating: ASCII.space, count: line.count)
    }
    return Array(forward.joined(separator: [ASCII.newline]))
  }

  /// The comments that begin the way there and the way back, in a file that has both.
  ///
  /// https://github.com/amacneil/dbmate, https://pressly.github.io/goose/documentation/annotations/
  var marks: (up: [String], down: [String])? {
    switch self {
    case .dbmate: (["--", "migrate:up"], ["--", "migrate:down"])
    case .goose: (["--", "+goose", "up"], ["--", "+goose", "down"])
    case .diesel, .drizzle, .flyway, .golangMigrate, .prisma: nil
    }
  }

  /// - Parameter words: in small letters; more may follow them.
  static func isMark(_ line: some Collection<UInt8>, _ words: [String]) -> Bool {
    String(decoding: line, as: UTF8.self).lowercased().split(whereSeparator: \.isWhitespace)
      .map(String.init).starts(with: words)
  }
}

/// Where a file of a program's migrations stands in their order.
struct LayoutStep: Comparable {
  /// Whether it is run whenever it has changed, after all others.
  private var isRepeatable = false
  private var version: [DigitText] = []
  private var name = ""

  /// - Parameter path: from the folder of the migrations.
  /// - Returns: `nil` for what is no migration, or leads back.
  static func of(_ path: Substring, in layout: SQLLayout) -> LayoutStep? {
    let parts = path.split(separator: "/").map { String($0) }
    guard let file = parts.last, file.hasSuffix(".sql") else { return nil }
    switch layout {
    case .flyway: return flyway(file)
    case .golangMigrate:
      return parts.count == 1 && file.hasSuffix(".up.sql") ? numbered(file) : nil
    case .goose: return parts.count == 1 ? numbered(file) : nil
    case .dbmate, .drizzle:
      return parts.count == 1 && file.first?.isASCIIDigit == true ? LayoutStep(name: file) : nil
    case .diesel:
      guard parts.count == 2, file == "up.sql" else { return nil }
      return LayoutStep(name: String(parts[0].prefix { $0 != "_" }.filter { $0 != "-" }))
    case .prisma:
      return parts.count == 2 && file == "migration.sql" ? LayoutStep(name: parts[0]) : nil
    }
  }

  /// `0012_orders.up.sql`, by its number.
  private static func numbered(_ file: String) -> LayoutStep? {
    let digits = file.prefix(while: \.isASCIIDigit)
    guard !digits.isEmpty, file.dropFirst(digits.count).first == "_" else { return nil }
    return LayoutStep(version: [DigitText(digits)])
  }

  /// `V1_10__orders.sql`, and `R__views.sql` after all of these.
  ///
  /// https://documentation.red-gate.com/fd/versioned-migrations-273973333.html
  private static func flyway(_ file: String) -> LayoutStep? {
    guard let mark = file.firstRange(of: "__") else { return nil }
    let text = file[..<mark.lowerBound].dropFirst()
    switch file.first {
    case "R" where text.isEmpty:
      return LayoutStep(isRepeatable: true, name: String(file[mark.upperBound...]))
    case "V" where text.allSatisfy({ $0.isASCIIDigit || $0 == "." || $0 == "_" }):
      let version = text.split { !$0.isASCIIDigit }.map(DigitText.init)
      return version.isEmpty ? nil : LayoutStep(version: version)
    default: return nil
    }
  }

  static func < (left: LayoutStep, right: LayoutStep) -> Bool {
    guard left.isRepeatable == right.isRepeatable else { return right.isRepeatable }
    guard left.version == right.version else {
      return left.version.lexicographicallyPrecedes(right.version)
    }
    return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }
}

/// A number of any length.
private struct DigitText: Comparable {
  private let digits: Substring

  init(_ text: Substring) { digits = text.drop { $0 == "0" } }

  static func < (left: DigitText, right: DigitText) -> Bool {
    (left.digits.count, left.digits) < (right.digits.count, right.digits)
  }
}

extension Character {
  var isASCIIDigit: Bool { isASCII && isNumber }
}
