import TestSupport

/// Makes addresses as people write them and as they should not, with a secret where a password is.
struct AddressGenerator {
  static let secret = "S3CRET"

  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func address() -> String {
    var address = random.chance(50) ? list() : url()
    if random.chance(10) { address = mangled(address) }
    return address
  }

  // MARK: Lists

  private mutating func list() -> String {
    var parameters = random.list(upTo: 4) { random in
      (random.pick(Self.harmless), Self.text(&random))
    }
    for _ in 0..<random.number(below: 3) {
      let password = (random.pick(Self.secretNames), password())
      parameters.insert(password, at: random.number(below: parameters.count + 1))
    }
    var text = random.pick(["", "", " ", "\n"])
    for (name, value) in parameters {
      text += name + blank() + "=" + blank() + written(value)
      text += random.pick([" ", "  ", "\t", "\r\n"])
    }
    return text
  }

  private mutating func blank() -> String { random.pick(["", "", "", " ", "\u{B}"]) }

  private mutating func written(_ value: String) -> String {
    let isQuoted = value.isEmpty || random.chance(50)
    var text = ""
    for scalar in value.unicodeScalars {
      let isSpecial = scalar == "\\" || scalar == "'" || !isQuoted && Self.blanks.contains(scalar)
      if isSpecial || random.chance(3) { text.unicodeScalars.append("\\") }
      text.unicodeScalars.append(scalar)
    }
    return isQuoted ? "'\(text)'" : text
  }

  // MARK: URLs

  private mutating func url() -> String {
    var text = random.pick(["postgresql://", "postgres://"])
    if random.chance(70) {
      text += encoded(Self.text(&random))
      if random.chance(70) { text += ":" + encoded(password()) }
      text += "@"
    }
    text += random.pick(
      ["", "h", "db.example.org", "[::1]", "%2Fvar%2Frun", "h:5432", "a:1,b:2", "\u{301}h"])
    if random.chance(70) { text += "/" + encoded(Self.text(&random)) }
    let parameters: [(String, String?)] = random.list(upTo: 3) { random in
      random.chance(30)
        ? (random.pick(Self.secretNames), nil) : (random.pick(Self.harmless), Self.text(&random))
    }
    for (number, (name, value)) in parameters.enumerated() {
      let name = random.chance(20) ? name.replacing("o", with: "%6f") : name
      text += (number == 0 ? "?" : "&") + name + "=" + encoded(value ?? password())
    }
    return text
  }

  private mutating func encoded(_ value: String) -> String {
    var text = ""
    for scalar in value.unicodeScalars {
      if Self.plain.contains(scalar) || !scalar.isASCII && random.chance(50) || random.chance(3) {
        text.unicodeScalars.append(scalar)
        continue
      }
      for byte in String(scalar).utf8 {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return text
  }

  // MARK: Parts

  private mutating func password() -> String {
    Self.text(&random) + Self.secret + Self.text(&random)
  }

  private static func text(_ random: inout SplitMix64) -> String {
    random.list(upTo: 6) { $0.pick(pieces) }.joined()
  }

  private mutating func mangled(_ address: String) -> String {
    var scalars = Array(address.unicodeScalars)
    let place = random.number(below: scalars.count + 1)
    if random.chance(50), place < scalars.count {
      scalars.remove(at: place)
    } else {
      scalars.insert(contentsOf: random.pick(Self.pieces).unicodeScalars, at: place)
    }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  private static let harmless = [
    "host", "port", "user", "dbname", "sslmode", "options", "application_name", "connect_timeout",
    "hostaddr", "sslcert",
  ]
  private static let secretNames = ["password", "password", "sslpassword"]
  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".unicodeScalars)
  private static let blanks = Set(" \t\n\u{B}\u{C}\r".unicodeScalars)

  /// What readers stumble over: marks that join the character before, blanks that are none in C.
  private static let pieces = [
    "a", "Z", "7", "=", "'", "\\", " ", "\t", "\n", "\r\n", "\u{A0}", "\u{2003}", "\u{301}",
    "\u{200D}", "é", "e\u{301}", "🇨🇭", "@", ":", "/", "?", "&", "%", "#", "+", ",", ";", "\"",
    "host=",
    "password", "x=y", "://", "***",
  ]
}
