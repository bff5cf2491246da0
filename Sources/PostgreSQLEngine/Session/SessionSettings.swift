internal import Engine

/// What a session is set to, whatever the server's or the user's own settings are.
///
/// They decide how the server reads names and literals and how it prints values.
struct SessionSettings {
  var isReadOnly = false
  /// For how long they hold.
  var scope = Scope.session
  /// How long a lock is waited for; `nil` leaves it to the session.
  var lockTimeout: Duration?
  var statementTimeout: Duration?

  enum Scope: Hashable {
    /// Of a session that is ours alone.
    case session
    /// A pooler may give the next transaction to another session, and this one to another client.
    case transaction
  }

  private var values: [(name: String, value: String)] {
    [
      ("search_path", "public"), ("client_min_messages", "warning"), ("TimeZone", "'UTC'"),
      ("DateStyle", "'ISO, MDY'"), ("IntervalStyle", "postgres"), ("bytea_output", "hex"),
      ("extra_float_digits", "1"), ("standard_conforming_strings", "on"),
      ("client_encoding", "'UTF8'"), ("quote_all_identifiers", "off"),
    ] + timeouts
  }

  private var timeouts: [(name: String, value: String)] {
    [("lock_timeout", lockTimeout), ("statement_timeout", statementTimeout)]
      .compactMap { name, time in time.map { (name, String($0.milliseconds)) } }
  }

  /// The statements that set a session that is new, or a transaction that has begun.
  var statements: String {
    switch scope {
    case .session:
      (values + [("default_transaction_read_only", isReadOnly ? "on" : "off")])
        .map { "SET \($0.name) = \($0.value)" }.joined(separator: ";")
    case .transaction: values.map { "SET LOCAL \($0.name) = \($0.value)" }.joined(separator: ";")
    }
  }

  /// The statements that take back what a script has set for its session.
  static let resetting = "RESET SESSION AUTHORIZATION;RESET ROLE;RESET ALL"

  /// As ``resetting``, and the settings anew.
  var restoring: String { Self.resetting + ";" + statements }

  /// Those that decide what a script means, for the rest of a transaction, one on a line.
  static let forTransaction = """
    SET LOCAL search_path = public;
    SET LOCAL client_min_messages = warning;
    SET LOCAL TimeZone = 'UTC';
    SET LOCAL DateStyle = 'ISO, MDY';
    SET LOCAL IntervalStyle = postgres;
    SET LOCAL standard_conforming_strings = on;
    """

  /// As ``forTransaction``, for a session.
  static let forSession = """
    SET search_path = public;
    SET client_min_messages = warning;
    SET TimeZone = 'UTC';
    SET DateStyle = 'ISO, MDY';
    SET IntervalStyle = postgres;
    SET standard_conforming_strings = on;
    """
}
