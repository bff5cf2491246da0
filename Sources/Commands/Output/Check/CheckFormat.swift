internal import ArgumentParser

/// A form in which a check prints what it has found.
enum CheckFormat: String, CaseIterable, ExpressibleByArgument {
  /// For people, on the error stream.
  case text
  /// One line for each finding, its parts set apart by tabs.
  case porcelain
  case json
  /// Workflow commands of GitHub Actions, which become annotations of the files.
  case github
  /// A report on code quality, for GitLab's merge requests.
  case gitlab
  /// SARIF 2.1.0, for code scanning.
  case sarif
}
