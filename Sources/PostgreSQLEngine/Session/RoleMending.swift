internal import Engine

/// What roles are in the way of a script on a scratch server: they belong to the server as a whole,
/// which other scratch databases use at the same time.
enum RoleMending: Equatable {
  /// The script speaks of a role that only the real server has.
  case make(String)
  /// The script makes a role that another database's script has made.
  case leaveOut(statement: String)
  /// Two scripts have made a role at the same moment, and the second time will find it.
  case again

  /// - Returns: `nil` where a failure has nothing to do with roles.
  init?(_ failure: StatementFailure) {
    if let role = failure.missingRole {
      self = .make(role)
    } else if failure.isOf(SQLState.uniqueViolation),
      failure.reason.contains("pg_authid_rolname_index")
    {
      self = .again
    } else if failure.isOf(SQLState.duplicateObject), failure.reason.hasPrefix("role \"") {
      let makesRole = ["CREATE ROLE ", "CREATE USER ", "CREATE GROUP "].contains {
        failure.sql.uppercased().hasPrefix($0)
      }
      self = makesRole ? .leaveOut(statement: failure.sql) : .again
    } else {
      return nil
    }
  }
}

extension StatementFailure {
  func isOf(_ state: String) -> Bool { engine.contains("(\(state))") }

  /// `SET ROLE` has a code of its own for it.
  var missingRole: String? {
    isOf(SQLState.undefinedObject) || isOf(SQLState.invalidParameterValue)
      ? reason.missingRole : nil
  }
}

extension ServerFailure {
  var missingRole: String? {
    [SQLState.undefinedObject, SQLState.invalidParameterValue].contains(state)
      ? message.missingRole : nil
  }
}

extension String {
  /// The role that a message tells of; the messages of a server of our own are in English.
  fileprivate var missingRole: String? {
    let words = (start: "role \"", end: "\" does not exist")
    guard hasPrefix(words.start), hasSuffix(words.end) else { return nil }
    return String(dropFirst(words.start.count).dropLast(words.end.count))
  }
}
