/// A place in a text that stands for something of a sketch, by its number.
///
/// `{7}` is the name with which a statement refers to it, `{.7}` the name without the schema, `{'7}`
/// the name as a string constant, `{?7}` nothing: what stands there has to be created before. Other
/// braces stand for themselves.
struct SketchMention: Hashable {
  let id: Int
  let form: Form

  enum Form: Character, Hashable {
    case reference = " "
    case bare = "."
    case constant = "'"
    case requirement = "?"
  }

  fileprivate init?(_ text: Substring) {
    guard let first = text.first else { return nil }
    form = Form(rawValue: first) ?? .reference
    let digits = form == .reference ? text : text.dropFirst()
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let id = Int(digits) else { return nil }
    self.id = id
  }
}

/// A text in parts.
enum SketchTextPart {
  case literal(String)
  case mention(SketchMention)

  static func parts(of text: String) -> [SketchTextPart] {
    var parts: [SketchTextPart] = []
    var rest = Substring(text).unicodeScalars
    while let start = rest.firstIndex(of: "{") {
      parts.append(.literal(String(rest[..<start])))
      rest = rest[rest.index(after: start)...]
      if let end = rest.firstIndex(of: "}"), let mention = SketchMention(Substring(rest[..<end])) {
        parts.append(.mention(mention))
        rest = rest[rest.index(after: end)...]
      } else {
        parts.append(.literal("{"))
      }
    }
    return parts + [.literal(String(rest))]
  }
}

extension String {
  var mentions: [SketchMention] {
    SketchTextPart.parts(of: self).compactMap {
      if case .mention(let mention) = $0 { mention } else { nil }
    }
  }

  /// The text with something for every mention; `nil` where there is nothing for one.
  func expanded(_ name: (SketchMention) -> String?) -> String? {
    var result = String.UnicodeScalarView()
    for part in SketchTextPart.parts(of: self) {
      switch part {
      case .literal(let text): result += text.unicodeScalars
      case .mention(let mention):
        guard let text = name(mention) else { return nil }
        result += text.unicodeScalars
      }
    }
    return String(result)
  }

  /// The text that mentions other things in place of some.
  func mentioning(_ others: [Int: Int]) -> String {
    expanded { mention in
      let form = mention.form == .reference ? "" : String(mention.form.rawValue)
      return "{\(form)\(others[mention.id] ?? mention.id)}"
    } ?? self
  }
}
