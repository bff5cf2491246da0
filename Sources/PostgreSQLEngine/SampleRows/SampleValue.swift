/// A value of a type, as the text that the server reads it from.
///
/// Different numbers give different values where the type has enough of them, and greater ones where
/// it has an order.
enum SampleValue {
  static func text(of type: ValueType, number: Int, label: String) -> String {
    switch type {
    case .plain(let name, let modifier):
      return plain(name, modifier: modifier, number: number, label: label)
    case .enumeration(let labels):
      return labels.isEmpty ? "" : labels[number % labels.count]
    case .array(let element):
      let values = [number, number + 1].map { text(of: element, number: $0, label: label) }
      return "{" + values.map(\.quotedArrayElement).joined(separator: ",") + "}"
    case .range(let bound): return range(of: bound, number: number, label: label)
    case .multirange(let bound): return "{\(range(of: bound, number: number, label: label))}"
    case .composite(let fields):
      // Attributes of one type have different values, so that it shows where they are exchanged.
      let values = fields.enumerated().map { place, field in
        text(of: field, number: number + place, label: label)
      }
      return "(" + values.map(\.quotedArrayElement).joined(separator: ",") + ")"
    case .domain(let base, _): return text(of: base, number: number, label: label)
    }
  }

  /// Ranges of different numbers do not overlap.
  private static func range(of bound: ValueType, number: Int, label: String) -> String {
    let ends = [number * 10, number * 10 + 5].map { text(of: bound, number: $0, label: label) }
    return "[" + ends.map(\.quotedArrayElement).joined(separator: ",") + ")"
  }

  private static func plain(
    _ name: String, modifier: Int, number: Int, label: String
  ) -> String {
    switch name {
    case "int2", "int4", "int8", "oid", "float4", "float8", "money", "xid", "cid", "xid8":
      return name.hasPrefix("float") ? "\(number).5" : "\(number)"
    case "numeric": return numeric(modifier: modifier, number: number)
    case "bool": return number % 2 == 1 ? "t" : "f"
    case "text", "citext", "name", "varchar", "bpchar":
      // The modifier counts the four bytes of the value's length.
      return string(number, label, length: modifier > 4 ? modifier - 4 : nil)
    case "char": return String(UnicodeScalar(UInt8(0x61 + number % 26)))
    case "bytea": return "\\x" + hexadecimal(number, digits: 8)
    case "uuid": return "00000000-0000-4000-8000-" + hexadecimal(number, digits: 12)
    case "json", "jsonb": return "{\"\(label.filter { $0.isLetter })\": \(number)}"
    case "jsonpath": return "$.a\(number)"
    case "xml": return "<a>\(number)</a>"
    case "hstore": return "a=>\(number)"
    case "ltree": return "a.b\(number)"
    case "bit": return bits(number, count: modifier > 0 ? modifier : 1)
    case "varbit": return bits(number, count: modifier > 0 ? min(modifier, 8) : 8)
    case "inet", "cidr": return "10.0.\(number / 256 % 256).\(number % 256)"
    case "macaddr": return "08:00:2b:01:02:" + hexadecimal(number % 256, digits: 2)
    case "macaddr8": return "08:00:2b:01:02:03:04:" + hexadecimal(number % 256, digits: 2)
    case "tsvector": return "word\(number)"
    case "tsquery": return "word\(number)"
    case "pg_lsn": return "0/" + hexadecimal(number, digits: 8)
    case "regclass", "regtype", "regproc", "regrole", "regnamespace": return "\(number)"
    default: return time(name, number) ?? shape(name, number) ?? string(number, label, length: nil)
    }
  }

  private static func time(_ name: String, _ number: Int) -> String? {
    let date =
      "\(2001 + number / 336)-\(twoDigits(1 + number / 28 % 12))-\(twoDigits(1 + number % 28))"
    let time = "04:\(twoDigits(number / 60 % 60)):\(twoDigits(number % 60))"
    switch name {
    case "date": return date
    case "time": return time
    case "timetz": return "\(time)+00"
    case "timestamp", "timestamptz": return "\(date) \(time).125"
    case "interval": return "\(number) days 01:02:03"
    default: return nil
    }
  }

  private static func shape(_ name: String, _ number: Int) -> String? {
    switch name {
    case "point": "(\(number),\(number))"
    case "line": "{\(number),1,1}"
    case "lseg", "box": "(\(number * 10),\(number * 10)),(\(number * 10 + 1),\(number * 10 + 1))"
    case "path", "polygon": "((0,0),(\(number),0),(0,\(number)))"
    case "circle": "<(\(number * 10),0),1>"
    case "geometry", "geography": "POINT(\(number % 90) \(number % 90))"
    default: nil
    }
  }

  /// Some text reads as a number, which a change of type would make of it.
  private static func string(_ number: Int, _ label: String, length: Int?) -> String {
    let text = number % 4 == 3 || number % 4 == 0 ? "00\(number)" : "\(label) \(number)"
    guard let length, text.unicodeScalars.count > length else { return text }
    let digits = String(number)
    return digits.count <= length ? digits : String(digits.suffix(length))
  }

  /// https://www.postgresql.org/docs/current/datatype-numeric.html; the modifier holds precision
  /// and scale.
  private static func numeric(modifier: Int, number: Int) -> String {
    guard modifier >= 4 else { return "\(number).25" }
    let precision = (modifier - 4) >> 16 & 0xFFFF
    let scale = (modifier - 4) & 0x7FF
    guard scale < 1024 else { return "0" }
    let whole = precision > scale ? number % power(of: min(precision - scale, 9)) : 0
    let fraction = String(repeating: "5", count: min(scale, 2))
    return fraction.isEmpty ? "\(whole)" : "\(whole).\(fraction)"
  }

  private static func power(of digits: Int) -> Int {
    (0..<digits).reduce(1) { value, _ in value * 10 }
  }

  private static func bits(_ number: Int, count: Int) -> String {
    String((0..<count).map { $0 < 60 && number >> $0 & 1 == 1 ? "1" : "0" }.reversed())
  }

  private static func hexadecimal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}

extension String {
  /// The text in double quotes, as in the text of an array, a range or a row.
  var quotedArrayElement: String {
    "\"" + flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] } + "\""
  }
}
