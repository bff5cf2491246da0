package import ModelProviders
package import Revisions
package import SchemaModel

/// Whether the models and revisions of a tree agree.
package struct CheckReport: Sendable {
  /// The tree's name, for messages.
  package var tree: String
  package var problems: [Problem]
  /// The folder of the revision files.
  package var versions: String
  /// Whether the history reaches back to a release, or is whole; else what is deployed is not known.
  package var knowsReleases = true
  /// Where the models are; `nil` where they were not looked at.
  package var modelPlaces: ModelPlaces?
  /// How the models were read.
  package var notes: [ModelNote] = []

  /// Something that does not agree.
  package enum Problem: Sendable {
    /// The models declare what no revision brings.
    case unmigrated([SchemaChange], dialect: Dialect)
    case severalHeads([RevisionFile])
    /// Revisions lead from releases that this clone has no tags of.
    case releasesMissing([MissingRelease])
    /// Revisions that releases contain are not what they were.
    case deployedRevisionsChanged([DeployedChange])
    /// Headers of pending revisions say what is not so.
    case wrongSnapshots([WrongSnapshot])
  }

  package var isContent: Bool { problems.isEmpty }

  /// The report, where its yes can be relied on.
  ///
  /// - Throws: ``ReleasesUnknown`` where nothing is wrong but not everything could be looked at.
  package func complete() throws(ReleasesUnknown) -> CheckReport {
    guard knowsReleases || !isContent else { throw ReleasesUnknown() }
    return self
  }
}

/// A shallow clone does not reach back to any release, so what is deployed cannot be told.
package struct ReleasesUnknown: Error {}
