internal import GitRepository
internal import ModelProviders
internal import Workflows

/// What `init` has found out: what was chosen and what not, and which tag is taken for deployed.
struct InitMessages {
  let report: Setup.Report
  let isDryRun: Bool
  /// The command that takes the models for what is deployed.
  let prepare: String

  var lines: [String] {
    let verb = isDryRun ? "Would write" : "Wrote"
    return ["\(verb) \(report.configurationPath) (\(choice))"] + others + tags
  }

  private var choice: String {
    let chosen = report.suggestion
    let places = chosen.models.isEmpty ? "" : ": " + chosen.models.joined(separator: ", ")
    let layout = chosen.layout.map { ", as \($0.rawValue)" } ?? ""
    let privileges = report.comparesPrivileges ? ", privileges" : ""
    let dialects =
      report.dialects == ["sqlite"] ? "" : "; \(listed(report.dialects))\(privileges)"
    return chosen.provider.rawValue + places + layout + dialects
  }

  private var others: [String] {
    let others = NameList.short(report.others, limit: 3)
    return others.isEmpty ? [] : ["Not taken for models: \(listed(others))"]
  }

  private var tags: [String] {
    guard let tags = report.tags else {
      guard report.hasHistory else { return [] }
      return [
        "No tag says what is deployed (use \"\(prepare)\" where these models are)"
      ]
    }
    let skipped = tags.preRelease.map { "\($0.name) is a pre-release" }
    guard let deployed = tags.deployed else {
      return ["Deployed: nothing, \(skipped ?? "")"]
    }
    let reason = "the last tag like \(tags.pattern) in the history of HEAD"
    return ["Deployed: \(deployed.name), \(reason)" + (skipped.map { "; \($0)" } ?? "")]
  }
}
