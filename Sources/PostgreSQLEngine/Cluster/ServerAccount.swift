internal import Glibc

/// The account that a server runs under: PostgreSQL refuses to run as root.
struct ServerAccount {
  let userID: uid_t
  let groupID: gid_t

  /// `nil` where the server may run under the account that this process has.
  static var other: ServerAccount? {
    guard geteuid() == 0 else { return nil }
    for name in ["postgres", "nobody"] {
      if let entry = getpwnam(name)?.pointee {
        return ServerAccount(userID: entry.pw_uid, groupID: entry.pw_gid)
      }
    }
    return ServerAccount(userID: 65534, groupID: 65534)
  }

  /// The program of util-linux that changes accounts.
  static let program: String = {
    let places: [String] = ["/usr/bin/setpriv", "/bin/setpriv", "/usr/local/bin/setpriv"]
    return places.first { (place: String) in access(place, X_OK) == 0 } ?? "setpriv"
  }()

  /// The program, and its arguments, that runs another one under the account.
  var command: [String] {
    [Self.program, "--reuid=\(userID)", "--regid=\(groupID)", "--clear-groups", "--"]
  }
}
