internal import GitRepository
internal import Revisions
internal import SchemaModel
internal import Workflows

/// Something that a check has found, in the parts that programs want.
struct CheckFinding {
  var rule: CheckRule
  /// One line, without a full stop.
  var message: String
  var path: String
  /// Counted from 1.
  var line: Int
  /// What else is known, by names that programs can rely on.
  var facts: [String: String] = [:]

  /// All that a report says, in its order.
  static func all(in report: CheckReport) -> [CheckFinding] {
    report.problems.flatMap { problem in
      switch problem {
      case .unmigrated(let changes, let dialect):
        changes.map { CheckFinding($0, dialect, report.modelPlaces) }
      case .severalHeads(let heads): heads.map { CheckFinding($0, among: heads) }
      case .releasesMissing(let releases): releases.map(CheckFinding.init)
      case .deployedRevisionsChanged(let changes): changes.map(CheckFinding.init)
      case .wrongSnapshots(let snapshots): snapshots.map(CheckFinding.init)
      }
    }
  }

  private init(
    rule: CheckRule, message: String, path: String, line: Int = 1, facts: [String: String]
  ) {
    self.rule = rule
    self.message = message
    self.path = path
    self.line = line
    self.facts = facts
  }

  private init(_ change: SchemaChange, _ dialect: Dialect, _ places: ModelPlaces?) {
    let fields = ChangeFields(change)
    let subject = fields.detail.isEmpty ? fields.object : "\(fields.object) \(fields.detail)"
    let place = places?.place(of: change.table)
    self.init(
      rule: .unmigratedModels, message: "no revision does this: \(fields.kind) \(subject)",
      path: place?.path ?? ConfigurationFile.name, line: place?.line ?? 1,
      facts: [
        "dialect": dialect.rawValue, "kind": fields.kind, "object": fields.object,
        "detail": fields.detail,
      ])
  }

  private init(_ head: RevisionFile, among heads: [RevisionFile]) {
    let others = heads.filter { $0.id != head.id }.map { "'\($0.path)'" }
    self.init(
      rule: .severalHeads, message: "nothing follows this revision, nor \(listed(others))",
      path: head.path, facts: ["revision": head.id.text])
  }

  private init(_ release: MissingRelease) {
    self.init(
      rule: .releaseMissing,
      message: "this revision leads from release '\(release.name)', which is not in this clone",
      path: release.path, facts: ["release": release.name])
  }

  private init(_ snapshot: WrongSnapshot) {
    self.init(
      rule: .wrongSnapshot,
      message: "this revision leads to \(snapshot.actual), not to what its Snapshot header says",
      path: snapshot.path,
      facts: [
        "dialect": snapshot.dialect.rawValue, "revision": snapshot.revision.text,
        "digest": snapshot.actual,
      ])
  }

  private init(_ change: DeployedChange) {
    var facts = ["revision": change.id.text, "release": change.release.name]
    facts["commit"] = change.commit?.id.hex
    var path = change.path
    let rule: CheckRule
    switch change.kind {
    case .edited: rule = .deployedEdited
    case .deleted: rule = .deployedDeleted
    case .renamed(let newPath):
      rule = .deployedRenamed
      facts["deployedPath"] = path
      path = newPath
    }
    self.init(
      rule: rule, message: "deployed revision \(DeployedChangeWords.fact(change))", path: path,
      facts: facts)
  }

  /// A revision file that ended the check.
  init(_ error: RevisionFileError) {
    self.init(
      rule: .unreadableRevision, message: Message(error).text, path: error.path, line: error.line,
      facts: [:])
  }
}
