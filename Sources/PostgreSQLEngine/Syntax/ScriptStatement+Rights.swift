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
    words.count < StatementScanner.mostWords
      && !text.utf8.contains { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "\\") }
  }

  private var verb: String { words.first?.keyword ?? "" }

  private func has(_ keywords: String...) -> Bool {
    words.contains { keywords.contains($0.keyword) }
  }

  private func isOf(_ verbs: [String], _ kind: String...) -> Bool {
    verbs.contains(verb) && words.dropFirst().starts(with: kind) { $0.keyword == $1 }
  }

  private func isComment(on kind: String...) -> Bool {
    words.starts(with: ["COMMENT", "ON"] + kind) { $0.keyword == $1 }
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
      || isOf(["DROP"], "CAST") || isComment(on: "CAST") || makesSafeCast
      || setsAttributesOfRole || onlySaysLeakproof || putsFunctionAside
  }

  /// The functions of a range type belong to the superuser.
  ///
  /// No name that is given so is one that the system calls.
  private var putsFunctionAside: Bool {
    isOf(["ALTER"], "FUNCTION") && words.dropLast().suffix(2).map(\.keyword) == ["RENAME", "TO"]
      && words.last?.identifier?.hasPrefix("_migrate_") ?? false
  }

  /// Without a function the bytes are taken as they are, which only as text they can always be.
  private var makesSafeCast: Bool {
    guard isOf(["CREATE"], "CAST") else { return false }
    guard has("WITHOUT") else { return true }
    let target = words.drop { $0.keyword != "AS" }.dropFirst()
      .prefix { $0 != .mark(UInt8(ascii: ")")) }
    return target.allSatisfy { ["VARCHAR", "CHARACTER", "VARYING"].contains($0.keyword) }
  }

  private var onlySaysLeakproof: Bool {
    isOf(["ALTER"], "FUNCTION") && words.last?.keyword == "LEAKPROOF"
      && !has(
        "SECURITY", "EXTERNAL", "SET", "RESET", "SUPPORT", "OWNER", "RENAME", "DEPENDS", "NOT")
  }

  /// The name of the function that the statement makes and calls so.
  private var leakproofFunction: String? {
    guard verb == "CREATE", has("LEAKPROOF"), let start = functionName else { return nil }
    let end = words[start...].firstIndex(of: .mark(UInt8(ascii: "("))) ?? start
    let isDenied = zip(words, words.dropFirst()).contains {
      $0.keyword == "NOT" && $1.keyword == "LEAKPROOF"
    }
    return end > start && !isDenied ? words[end - 1].identifier : nil
  }

  private var functionName: Int? {
    let start = isOf(["CREATE"], "OR", "REPLACE") ? 3 : 1
    return words.count > start + 1 && words[start].keyword == "FUNCTION" ? start + 1 : nil
  }

  /// Replication loads code from any file.
  private var setsAttributesOfRole: Bool {
    guard ["ROLE", "USER", "GROUP"].contains(where: { isOf(["CREATE", "ALTER"], $0) }) else {
      return false
    }
    return !has("SUPERUSER", "REPLICATION", "MAPPING", "SET", "RESET", "RENAME")
      && (verb == "ALTER" || has("BYPASSRLS"))
  }

  /// A role that does not own the schema can own nothing new in it, except by a superuser's word.
  private var givesOwner: Bool {
    guard verb == "ALTER", words.count > 5,
      words.dropLast().suffix(2).map(\.keyword) == ["OWNER", "TO"],
      let owner = words.last?.identifier,
      owner != ThrowawayCluster.owner, !hasSeveralActions
    else { return false }
    return !Self.ownNames.contains(words.last?.keyword ?? "")
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
    switch verb {
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
    guard verb == "SET", has("AUTHORIZATION"), !has("DEFAULT"),
      let end = text.uppercased().firstRange(of: "AUTHORIZATION")?.upperBound
    else { return text }
    return "SET\(has("LOCAL") ? " LOCAL" : "") ROLE\(text[end...])"
  }
}
