internal import SchemaModel

/// `(ARRAY['a'::character varying, b])::text[]` in what the server prints: a list that is cast as a
/// whole, as it is where an operator asks for another type.
///
/// Read back, it is a list of which each element is cast.
struct CastList {
  let elements: [String]
  /// The type of the elements after the cast.
  let type: String

  /// The list without the cast.
  var text: String { "ARRAY[" + elements.joined(separator: ", ") + "]" }

  /// The type that all of the elements have, as far as they tell it.
  var elementType: String? {
    let types = Set(elements.map(Self.type))
    return types.count == 1 ? types.first ?? nil : nil
  }

  private static func type(of element: String) -> String? {
    let digits = element.utf8.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    switch element.utf8.count - digits.count {
    case 0: return "integer"
    case 1 where element.contains("."): return "numeric"
    default: break
    }
    guard let colon = SQLList.unquoted(":", in: element, depth: 0).last else { return nil }
    let type = element[element.index(after: colon)...]
    return type.allSatisfy(isInTypes) && !element.hasPrefix("CASE") ? String(type) : nil
  }

  private static func isInTypes(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || " _.\"(,)".contains(character)
  }

  private static let start = "(ARRAY["

  /// The text with another in the place of each such list.
  ///
  /// - Parameter other: asked with the text before the list; `nil` leaves it as it is.
  static func rewritten(
    _ text: String, as other: (_ list: CastList, _ before: Substring) -> String?
  ) -> String {
    guard text.contains(bytesOf: "])::") else { return text }
    var result = ""
    var done = text.startIndex
    for start in SQLList.unquoted("(", in: text)
    where start >= done && text[start...].hasPrefix(Self.start) {
      let inside = text[start...].dropFirst(Self.start.count)
      guard let end = SQLList.end(of: inside), let cast = cast(inside[end...]) else { continue }
      let elements = SQLList.elements(of: String(inside[..<end]))
      let list = CastList(elements: elements, type: cast.type)
      guard let other = other(list, text[..<start]) else { continue }
      result += text[done..<start] + other
      done = cast.end
    }
    return result + text[done...]
  }

  /// The type of elements in `])::type[]`, and where that ends.
  private static func cast(_ text: Substring) -> (type: String, end: String.Index)? {
    let start = "])::"
    guard text.hasPrefix(start) else { return nil }
    let behind = text.dropFirst(start.count)
    let type = behind.prefix(while: isInTypes)
    let rest = behind[type.endIndex...]
    return rest.hasPrefix("[]") ? (String(type), rest.dropFirst(2).startIndex) : nil
  }
}
