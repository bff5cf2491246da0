import Processes

/// The Python with SQLAlchemy, Flask-SQLAlchemy and Django that the environment names for tests.
enum TranscriptPython {
  static let variable = "GIT_MIGRATE_TEST_PYTHON"

  static let path = ProcessEnvironment[variable]

  /// Without it the tests are left out, except where nobody would notice: there they fail.
  static let isExpected = path != nil || ProcessEnvironment["CI"] == "true"
}
