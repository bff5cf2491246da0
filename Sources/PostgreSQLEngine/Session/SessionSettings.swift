/// What a session is set to, whatever the server's or the user's own settings are.
///
/// They decide how the server reads names and literals and how it prints values.
struct SessionSettings {
  var isReadOnly = false

  private var values: [(name: String, value: String)] {
    [
      ("search_path", "public"), ("client_min_messages", "warning"), ("TimeZone", "'UTC'"),
      ("DateStyle", "'ISO, MDY'"), ("IntervalStyle", "postgres"), ("bytea_output", "hex"),
      ("extra_float_digits", "1"), ("standard_conforming_strings", "on"),
      ("quote_all_identifiers", "off"),
      ("default_transaction_read_only", isReadOnly ? "on" : "off"),
    ]
  }

  /// The statements that set a session that is new.
  var statements: String {
    values.map { "SET \($0.name) = \($0.value)" }.joined(separator: ";")
  }

  /// The statements that take back what a script has set for its session.
  var restoring: String { "RESET SESSION AUTHORIZATION;RESET ROLE;RESET ALL;" + statements }

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
