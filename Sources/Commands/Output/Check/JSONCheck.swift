internal import SchemaModel
internal import Workflows

/// A check's outcome as one JSON object.
enum JSONCheck {
  /// - Parameter isComplete: whether everything could be compared; else there is no agreement.
  static func text(tree: String, _ findings: [CheckFinding], isComplete: Bool) -> String {
    CanonicalJSON.object([
      "tree": .string(tree),
      "agrees": .bool(findings.isEmpty && isComplete),
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
