/// A finding as a workflow command of GitHub Actions.
///
/// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
enum GitHubAnnotation {
  static func line(_ finding: CheckFinding) -> String {
    let properties = [
      "file=\(property(finding.path))", "line=\(finding.line)",
      "title=\(property("git migrate: \(finding.rule.rawValue)"))",
    ]
    return "::error \(properties.joined(separator: ","))::\(data(finding.message))"
  }

  private static func data(_ text: String) -> String {
    PrintableText.line(text).replacing("%", with: "%25")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
