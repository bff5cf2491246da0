import TestSupport

extension SketchGenerator {
  mutating func type() -> TypeSketch {
    if let type = maybe(25, sketch.objects.compactMap(\.type)) {
      return random.chance(90)
        ? type : TypeSketch(text: "\(type.text)[]", family: .array, values: ["'{}'"])
    }
    return random.pick(random.chance(70) ? TypeSketch.usual : TypeSketch.rare)
  }

  /// - Returns: the type object of a kind, without a name.
  mutating func typeObject(_ kind: ObjectSketch.Kind, id: Int) -> ObjectSketch {
    var object = ObjectSketch(id: id, kind: kind, name: "", text: "")
    switch kind {
    case .enumeration:
      object.text = "CREATE TYPE {\(id)} AS ENUM ({*})"
      object.items = Array(Self.labels.shuffled(using: &random).prefix(random.number(below: 5) + 1))
      object.type = TypeSketch(text: "{\(id)}", family: .other, values: object.items)
    case .domain: makeDomain(&object)
    case .composite:
      object.text = "CREATE TYPE {\(id)} AS ({*})"
      object.items = (0...random.number(below: 3)).map { _ in attribute() }
      object.type = TypeSketch(text: "{\(id)}", family: .other, values: ["NULL"])
    case .rangeType:
      let subtype = random.pick([
        "integer", "numeric", "text", "date", "float8, subtype_diff = float8mi",
      ])
      object.text = "CREATE TYPE {\(id)} AS RANGE (subtype = \(subtype))"
      object.type = TypeSketch(text: "{\(id)}", family: .range, values: ["'empty'"])
    case .collation:
      let source = random.pick([
        "(provider = icu, locale = 'de-u-co-phonebk')", "FROM \"C\"", "(locale = 'C')",
        "(provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
      ])
      object.text = "CREATE COLLATION {\(id)} \(source)"
    default:
      object.name = random.pick(["citext", "hstore", "pg_trgm", "btree_gist"])
      object.text = "CREATE EXTENSION {.\(id)}"
    }
    return object
  }

  static let labels = [
    "'draft'", "'published'", "'gone'", "'It''s'", "'a b'", "'e\u{301}'", "'\u{E9}'", "'Draft'",
    "'x\"y'", "'back\\slash'", "'a,b'", "'new'", "'z'",
  ]

  mutating func attribute() -> String {
    let name = freeName(besides: []).sketchQuoted(by: "\"").escapingBraces
    return "\(name) \(type().text)"
  }

  private mutating func makeDomain(_ object: inout ObjectSketch) {
    let base = random.chance(80) ? random.pick(TypeSketch.usual) : type()
    var text = "CREATE DOMAIN {\(object.id)} AS \(base.text)"
    if base.family == .text, random.chance(20) { text += " COLLATE \"C\"" }
    if random.chance(30) { text += " DEFAULT \(random.pick(base.values))" }
    if random.chance(15) { text += " NOT NULL" }
    object.text = text
    object.type = base
    object.type?.text = "{\(object.id)}"
    object.type?.synonyms = []
  }

  /// Restricts a domain, if there is one.
  mutating func domainConstraint(_ id: Int) -> ObjectSketch? {
    guard let domain = maybe(100, sketch.objects(.domain)), let type = domain.type else {
      return nil
    }
    let text = "CHECK (\(condition(on: "VALUE", of: type)))" + random.pick(["", "", " NOT VALID"])
    return ObjectSketch(
      id: id, kind: .constraint, name: freeName(), table: domain.id, text: text)
  }
}

extension String {
  /// The text, with braces that cannot be taken for mentions: there are none in names but `{` and
  /// `{1}`.
  fileprivate var escapingBraces: String {
    contains("{") ? "\"brace\"" : self
  }
}
