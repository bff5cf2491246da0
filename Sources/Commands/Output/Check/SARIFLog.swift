internal import SchemaModel

/// Findings as a log in the Static Analysis Results Interchange Format.
///
/// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
enum SARIFLog {
  static func text(_ findings: [CheckFinding]) -> String {
    CanonicalJSON.object([
      "$schema": .string("https://json.schemastore.org/sarif-2.1.0.json"),
      "version": .string("2.1.0"),
      "runs": .array([
        .object([
          "tool": .object(["driver": driver]),
          "results": .array(findings.map(result)),
        ])
      ]),
    ]).text
  }

  private static var driver: CanonicalJSON {
    .object([
      "name": .string("git-migrate"),
      "semanticVersion": .string(ProgramVersion.number),
      "rules": .array(CheckRule.allCases.map(rule)),
    ])
  }

  private static func rule(_ rule: CheckRule) -> CanonicalJSON {
    .object([
      "id": .string(rule.rawValue),
      "shortDescription": message(rule.summary),
      "help": message(rule.help),
      "defaultConfiguration": .object(["level": .string("error")]),
    ])
  }

  private static func result(_ finding: CheckFinding) -> CanonicalJSON {
    var members: [String: CanonicalJSON] = [
      "ruleId": .string(finding.rule.rawValue),
      "level": .string("error"),
      "message": message(finding.message),
      "locations": .array([
        .object([
          "physicalLocation": .object([
            "artifactLocation": .object([
              "uri": .string(uri(finding.path)), "uriBaseId": .string("%SRCROOT%"),
            ]),
            "region": .object(["startLine": .number(finding.line)]),
          ])
        ])
      ]),
    ]
    if let index = CheckRule.allCases.firstIndex(of: finding.rule) {
      members["ruleIndex"] = .number(index)
    }
    if !finding.facts.isEmpty {
      members["properties"] = .object(finding.facts.mapValues(CanonicalJSON.string))
    }
    return .object(members)
  }

  private static func message(_ text: String) -> CanonicalJSON { .object(["text": .string(text)]) }

  /// A path as a relative reference, with all but the unreserved characters in percent form.
  ///
  /// https://www.rfc-editor.org/rfc/rfc3986#section-2.3
  private static func uri(_ path: String) -> String {
    path.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 0x80
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "-._~/".unicodeScalars.contains(scalar))
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(Character(scalar)) : "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }
}
