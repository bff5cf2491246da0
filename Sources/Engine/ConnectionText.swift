/// The text of a database's address, in the forms that libpq reads: `host=db dbname=app`, or a URL.
///
/// It is read leniently: what libpq refuses may have a password in it too. It is read by code points,
/// for libpq knows nothing of what a mark makes of the letter before it.
/// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING
struct ConnectionText {
  let text: String

  init(_ text: String) { self.text = text }

  var isURL: Bool { text.unicodeScalars.contains("://".unicodeScalars) }

  /// Whether the text is a URL as no program reads it: `postgresql:user:password@host` is no name
  /// that a person gives a file.
  var lacksSlashes: Bool {
    let scheme = String(text.unicodeScalars.prefix { $0 != ":" && $0 != "+" }).lowercased()
    return !isURL && scheme.utf8.count < text.utf8.count
      && ["postgresql", "postgres"].contains(scheme)
  }

  /// Whether the text is a list of libpq's keywords and values, in any order.
  var isParameterList: Bool {
    let names = ParameterList(text).names
    guard let first = names.first, !first.isEmpty, first.unicodeScalars.allSatisfy(\.isKeywordPart)
    else {
      return false
    }
    return names.contains { ConnectionKeyword.isKnown($0) || ConnectionKeyword.isSecret($0) }
  }

  /// The text without what is not to be shown.
  ///
  /// - Parameter shows: whether the value of a parameter may be shown, by its name.
  func redacted(showing shows: (String) -> Bool = ConnectionKeyword.isHarmless) -> String {
    if isParameterList { return ParameterList(text).redacted(showing: shows) }
    if lacksSlashes {
      return String(text.unicodeScalars.prefix { $0 != ":" }) + ":" + ConnectionKeyword.hidden
    }
    // A path is shown as it is.
    guard isURL else { return redactingQuery { !ConnectionKeyword.isSecret($0) } }
    return Self.withoutUserPassword(redactingQuery(showing: shows))
  }

  /// Whether there is a password in the text.
  var hasSecret: Bool {
    if isParameterList { return ParameterList(text).hasSecret }
    return (isURL || lacksSlashes) && redacted { !ConnectionKeyword.isSecret($0) } != text
  }

  /// A value that is an address itself, as `dbname` may be one.
  static func redactedValue(_ value: String, _ shows: (String) -> Bool) -> String {
    let inner = ConnectionText(value)
    guard inner.isURL || inner.isParameterList else {
      let mentions = ConnectionKeyword.isSecret(value) && value.unicodeScalars.contains("=")
      return mentions ? ConnectionKeyword.hidden : value
    }
    return inner.redacted(showing: shows)
  }

  // MARK: URLs

  /// libpq takes a password among the parameters too, and decodes their names.
  private func redactingQuery(showing shows: (String) -> Bool) -> String {
    let scalars = text.unicodeScalars
    guard let query = scalars.firstIndex(of: "?") else { return text }
    let parameters = scalars[scalars.index(after: query)...]
      .split(separator: "&", omittingEmptySubsequences: false)
      .map { Self.redactedParameter(String($0), shows) }
    return String(scalars[...query]) + parameters.joined(separator: "&")
  }

  private static func redactedParameter(
    _ parameter: String, _ shows: (String) -> Bool
  ) -> String {
    let scalars = parameter.unicodeScalars
    guard let sign = scalars.firstIndex(of: "=") else { return parameter }
    let name = decoded(String(scalars[..<sign])).lowercased()
    guard shows(name) else { return "\(name)=\(ConnectionKeyword.hidden)" }
    let value = String(scalars[scalars.index(after: sign)...])
    let plain = decoded(value)
    return redactedValue(plain, shows) == plain
      ? parameter : String(scalars[...sign]) + redactedValue(plain, shows)
  }

  private static func withoutUserPassword(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let scheme = scalars.firstRange(of: "://".unicodeScalars),
      let at = scalars[scheme.upperBound...].lastIndex(of: "@"),
      let colon = scalars[scheme.upperBound..<at].firstIndex(of: ":")
    else { return text }
    return String(scalars[...colon]) + ConnectionKeyword.hidden + String(scalars[at...])
  }

  /// The text with its percent-encoded bytes; as it is where they are none.
  private static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      guard byte == UInt8(ascii: "%"), digits.count == 2,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      else {
        bytes.append(byte)
        continue
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What libpq's parameters are called.
enum ConnectionKeyword {
  static let hidden = "***"

  static func isKnown(_ name: String) -> Bool {
    harmless.contains(name.lowercased()) || ["password", "sslpassword"].contains(name.lowercased())
  }

  /// Whether the value may be shown: of a name that libpq does not know, nobody can say.
  static func isHarmless(_ name: String) -> Bool { harmless.contains(name.lowercased()) }

  /// Whether a name says that its value is one to hide, also one that is spelled wrong.
  static func isSecret(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["password", "pasword", "passwd", "passwort", "secret", "pwd", "token"].contains {
      name.contains($0)
    }
  }

  /// Those of libpq whose values are no secrets.
  ///
  /// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
  private static let harmless: Set = [
    "application_name", "channel_binding", "client_encoding", "connect_timeout", "dbname",
    "fallback_application_name", "gssdelegation", "gssencmode", "gsslib", "host", "hostaddr",
    "keepalives", "keepalives_count", "keepalives_idle", "keepalives_interval", "krbsrvname",
    "load_balance_hosts", "max_protocol_version", "min_protocol_version", "options", "passfile",
    "port", "replication", "require_auth", "requirepeer", "requiressl", "service", "servicefile",
    "ssl", "ssl_max_protocol_version", "ssl_min_protocol_version", "sslcert", "sslcertmode",
    "sslcompression", "sslcrl", "sslcrldir", "sslkey", "sslkeylogfile", "sslmode",
    "sslnegotiation", "sslrootcert", "sslsni", "target_session_attrs", "tcp_user_timeout",
    "tty", "user",
  ]
}

extension Unicode.Scalar {
  /// Whether it may stand in the name of a parameter.
  fileprivate var isKeywordPart: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    default: false
    }
  }
}
