internal import SchemaModel
internal import Workflows

/// A check's outcome as one JSON object.
enum JSONCheck {
  static func text(tree: String, _ findings: [CheckFinding]) -> String {
    CanonicalJSON.object([
      "tree": .string(tree),
      "agrees": .bool(findings.isEmpty),
      "findings": .array(findings.map(object)),
    ]).text
  }

  private static func object(_ finding: CheckFinding) -> CanonicalJSON {
    let place: [String: CanonicalJSON] = [
      "rule": .string(finding.rule.rawValue), "message": .string(finding.message),
      "path": .string(finding.path), "line": .number(finding.line),
    ]
    return .object(place.merging(finding.facts.mapValues(CanonicalJSON.string)) { own, _ in own })
  }
}
