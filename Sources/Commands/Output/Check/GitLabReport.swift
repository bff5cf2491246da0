internal import GitRepository
internal import SchemaModel

/// Findings as a report on code quality, which GitLab shows in merge requests.
///
/// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
enum GitLabReport {
  static func text(_ findings: [CheckFinding]) -> String {
    CanonicalJSON.array(findings.map(entry)).text
  }

  private static func entry(_ finding: CheckFinding) -> CanonicalJSON {
    .object([
      "check_name": .string("git-migrate: \(finding.rule.rawValue)"),
      "description": .string(finding.message),
      "fingerprint": .string(fingerprint(finding)),
      "location": .object([
        "path": .string(finding.path), "lines": .object(["begin": .number(finding.line)]),
      ]),
      "severity": .string("major"),
    ])
  }

  /// By which GitLab knows what it has shown already; a finding whose line has moved is the same.
  private static func fingerprint(_ finding: CheckFinding) -> String {
    var facts = finding.facts
    facts["rule"] = finding.rule.rawValue
    facts["path"] = finding.path
    facts["message"] = finding.message
    let text = CanonicalJSON.object(facts.mapValues(CanonicalJSON.string)).text
    return Repository.blobID(of: Array(text.utf8)).hex
  }
}
