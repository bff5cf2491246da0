internal import ArgumentParser
internal import GitRepository
internal import Revisions
internal import Workflows

/// The answer of a check for programs: one for all projects that were looked at.
struct CheckOutput {
  let format: CheckFormat
  let console: Console

  /// The check of a project, or why it cannot be made.
  typealias Part = (project: ProjectName, check: Result<Workflows.Check, any Error>)

  /// - Throws: the exit code of a check that says no; after the answer what has kept a project from
  ///   being compared.
  func show(_ checks: [Part]) async throws {
    var findings: [CheckFinding] = []
    var failure: (any Error)?
    for (project, check) in checks {
      do {
        let report = try await check.get().run().complete()
        findings += CheckFinding.all(in: report).map { $0.of(project) }
        if format == .porcelain { console.answer(lines: PorcelainCheck.lines(report, of: project)) }
      } catch {
        if let error = error as? RevisionFileError {
          findings.append(CheckFinding(error).of(project))
        } else if checks.count == 1 {
          throw error
        }
        failure = failure ?? (checks.count > 1 ? FailureInProject(project, error) : error)
      }
    }
    let tree = checks.lazy.compactMap { try? $0.check.get() }.first?.treeName ?? ""
    show(findings, of: tree, isComplete: failure == nil)
    if let failure { throw failure }
    if !findings.isEmpty { throw ExitCode(1) }
  }

  /// - Parameter isComplete: whether all projects could be compared.
  private func show(_ findings: [CheckFinding], of tree: String, isComplete: Bool) {
    switch format {
    case .text, .porcelain: break
    case .json: console.answer(json: JSONCheck.text(tree: tree, findings, isComplete: isComplete))
    case .github:
      for finding in findings { console.answer(verbatim: GitHubAnnotation.line(finding)) }
    case .gitlab: console.answer(json: GitLabReport.text(findings))
    case .sarif: console.answer(json: SARIFLog.text(findings))
    }
  }
}

extension CheckFinding {
  /// The finding of one of several projects.
  fileprivate func of(_ project: ProjectName) -> CheckFinding {
    guard project != .top else { return self }
    var finding = self
    finding.facts["project"] = project.description
    return finding
  }
}
