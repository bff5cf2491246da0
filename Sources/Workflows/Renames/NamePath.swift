internal import SchemaModel

/// A name as people write it, from the outermost part on: `crm.leads`, `status."in progress"`.
///
/// A part that holds a blank, a dot, a colon or a quote has double quotes around it.
package struct NamePath: Hashable, Sendable {
  package let parts: [String]

  init(_ parts: [String]) { self.parts = parts }

  init(_ name: Name) { parts = [name.namespace, name.spelling].compactMap(\.self) }

  /// - Returns: `nil` where a part is missing or a quote has no end.
  init?(_ text: some StringProtocol) {
    let parts = Self.split(text, at: ".").map(Self.unquoted)
    guard parts.allSatisfy({ $0?.isEmpty == false }) else { return nil }
    self.parts = parts.compactMap(\.self)
  }

  /// The pieces of a text between separators that stand in no quotes.
  package static func split(_ text: some StringProtocol, at separator: Character) -> [String] {
    var pieces = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == separator, !isQuoted {
        pieces.append("")
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    return pieces
  }

  private static func unquoted(_ part: String) -> String? {
    guard part.hasPrefix("\"") else { return part }
    guard part.count > 2, part.hasSuffix("\"") else { return nil }
    return String(part.dropFirst().dropLast()).replacing("\"\"", with: "\"")
  }

  private static func quoted(_ part: String) -> String {
    guard part.contains(where: { " .:\"".contains($0) }) else { return part }
    return "\"\(part.replacing("\"", with: "\"\""))\""
  }

  func appending(_ part: String) -> NamePath { NamePath(parts + [part]) }
}

extension NamePath: CustomStringConvertible {
  package var description: String { parts.map(Self.quoted).joined(separator: ".") }
}
