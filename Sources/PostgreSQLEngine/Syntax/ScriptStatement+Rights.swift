extension ScriptStatement {
  /// Whose rights a statement needs on a scratch server of our own.
  enum Rights: Hashable {
    /// Those of the role that scripts run as, which is no superuser.
    case own
    /// Those of the roles too that scripts speak of.
    case ofAllRoles
    /// Its own, and a superuser's to say that the function it makes tells nothing of its arguments.
    case ofLeakproofFunction(String)
    /// A superuser's.
    case elevated
  }

  /// A superuser's rights are for the kinds of statement that need them, and that cannot run a
  /// program or read or write a file, not even by what a script has made before.
  var rights: Rights {
    if let name = leakproofFunction { return .ofLeakproofFunction(name) }
    guard isUnmistakable else { return .own }
    if isOnlyForSuperusers || givesOwner { return .elevated }
    return concernsRoles ? .ofAllRoles : .own
  }

  /// The server must read one statement where the scanner has read one, and the whole of it must be
  /// known.
  private var isUnmistakable: Bool {
    words.count < StatementScanner.mostWords && !text.contains { $0 == ";" || $0 == "\\" }
  }

  private var keywords: [String] { words.map(\.keyword) }

  private func has(_ keywords: String...) -> Bool {
    words.contains { keywords.contains($0.keyword) }
  }

  private func isOf(_ verbs: [String], _ kind: String...) -> Bool {
    verbs.contains(keywords.first ?? "") && keywords.dropFirst().starts(with: kind)
  }

  private func isComment(on kind: String...) -> Bool {
    keywords.starts(with: ["COMMENT", "ON"] + kind)
  }

  // MARK: Superusers

  private static let verbs = ["CREATE", "ALTER", "DROP"]

  private var isOnlyForSuperusers: Bool {
    isOf(Self.verbs, "EXTENSION") || isComment(on: "EXTENSION")
      // Those that are always enabled would fire on what a superuser does.
      || isOf(Self.verbs, "EVENT", "TRIGGER") && !has("ALWAYS", "REPLICA")
      || isOf(["CREATE", "ALTER"], "OPERATOR", "FAMILY") || isOf(["CREATE"], "OPERATOR", "CLASS")
      || isOf(["CREATE", "ALTER"], "PUBLICATION") && has("TABLES")
      // A validator is called with the rights of who gives options.
      || isOf(["CREATE", "ALTER"], "FOREIGN", "DATA", "WRAPPER") && !has("VALIDATOR")
      || isOf(Self.verbs, "ACCESS", "METHOD") || isComment(on: "ACCESS", "METHOD")
      || ["PARSER", "TEMPLATE"].contains { isOf(Self.verbs, "TEXT", "SEARCH", $0) }
      || isOf(["CREATE"], "LANGUAGE") && !has("HANDLER")
      || setsAttributesOfRole || onlySaysLeakproof
  }

  private var onlySaysLeakproof: Bool {
    isOf(["ALTER"], "FUNCTION") && keywords.last == "LEAKPROOF" && words.dropLast().last != nil
      && !has(
        "SECURITY", "EXTERNAL", "SET", "RESET", "SUPPORT", "OWNER", "RENAME", "DEPENDS", "NOT")
  }

  /// The name of the function that the statement makes and calls so.
  private var leakproofFunction: String? {
    guard keywords.first == "CREATE", has("LEAKPROOF"), let start = functionName else { return nil }
    let end = words[start...].firstIndex(of: .mark(UInt8(ascii: "("))) ?? start
    let isDenied = zip(keywords, keywords.dropFirst()).contains { $0 == "NOT" && $1 == "LEAKPROOF" }
    return end > start && !isDenied ? words[end - 1].identifier : nil
  }

  private var functionName: Int? {
    let start = keywords.starts(with: ["CREATE", "OR", "REPLACE"]) ? 3 : 1
    return keywords.count > start + 1 && keywords[start] == "FUNCTION" ? start + 1 : nil
  }

  /// Replication loads code from any file.
  private var setsAttributesOfRole: Bool {
    guard ["ROLE", "USER", "GROUP"].contains(where: { isOf(["CREATE", "ALTER"], $0) }) else {
      return false
    }
    return !has("SUPERUSER", "REPLICATION", "MAPPING", "SET", "RESET", "RENAME")
      && (keywords.first == "ALTER" || has("BYPASSRLS"))
  }

  /// A role that does not own the schema can own nothing new in it, except by a superuser's word.
  private var givesOwner: Bool {
    guard keywords.first == "ALTER", words.count > 5,
      Array(keywords.dropLast().suffix(2)) == ["OWNER", "TO"], let owner = words.last?.identifier,
      owner != ThrowawayCluster.owner, !hasSeveralActions
    else { return false }
    return !Self.ownNames.contains(keywords.last ?? "")
  }

  private var hasSeveralActions: Bool {
    var depth = 0
    return words.contains { word in
      if word == .mark(UInt8(ascii: "(")) { depth += 1 }
      if word == .mark(UInt8(ascii: ")")) { depth -= 1 }
      return word == .mark(UInt8(ascii: ",")) && depth == 0
    }
  }

  private static let ownNames = ["CURRENT_USER", "CURRENT_ROLE", "SESSION_USER"]

  // MARK: Roles

  private var concernsRoles: Bool {
    switch keywords.first {
    case "SET": has("ROLE", "AUTHORIZATION")
    case "CREATE": isOf(["CREATE"], "SCHEMA") && has("AUTHORIZATION")
    case "ALTER": isOf(["ALTER"], "DEFAULT", "PRIVILEGES") && has("FOR") || has("OWNER")
    case "REASSIGN", "DO": true
    case "DROP": ["OWNED", "ROLE", "USER", "GROUP"].contains { isOf(["DROP"], $0) }
    case "GRANT", "REVOKE": !has("ON") || has("GRANTED")
    default: false
    }
  }

  /// The statement, for a session that may become a role, but begin as none.
  var asMember: String {
    guard keywords.first == "SET", has("AUTHORIZATION"), !has("DEFAULT"),
      let end = text.uppercased().firstRange(of: "AUTHORIZATION")?.upperBound
    else { return text }
    return "SET\(has("LOCAL") ? " LOCAL" : "") ROLE\(text[end...])"
  }
}
