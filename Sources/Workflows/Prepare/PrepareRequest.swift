/// What a person asks of `prepare`.
package struct PrepareRequest: Sendable {
  /// A tag that production runs, or the name of the release that is being prepared.
  package var name: String?
  package var message: String?
  /// Replace the newest pending revision.
  package var amends: Bool
  /// Plan the replaced revision anew even where a person has edited it.
  package var replans = false
  /// Take the models of the working tree for what is deployed.
  package var isBaseline = false
  /// Look whether a database that the surroundings name has what the models declare.
  package var looksAtDatabase = false
  /// Write nothing.
  package var isDryRun: Bool
  package var renames: [RenameRequest]
  /// Take every column and table that is gone and every new one for what they seem.
  package var refusesRenames: Bool
  /// Columns (`users.nickname`) and tables that are gone, and were not renamed.
  package var notRenamed: Set<String> = []
  package var allowances: HazardAllowance
  /// SQL expressions that existing rows get where a column may no longer be NULL.
  package var backfills: [ColumnPath: String]
  /// SQL expressions that give columns their values in another type.
  package var conversions: [ColumnPath: String]

  package init(
    name: String? = nil, message: String? = nil, amends: Bool = false, isDryRun: Bool = false,
    renames: [RenameRequest] = [], refusesRenames: Bool = false,
    allowances: HazardAllowance = .init(), backfills: [ColumnPath: String] = [:],
    conversions: [ColumnPath: String] = [:]
  ) {
    self.name = name
    self.message = message
    self.amends = amends
    self.isDryRun = isDryRun
    self.renames = renames
    self.refusesRenames = refusesRenames
    self.allowances = allowances
    self.backfills = backfills
    self.conversions = conversions
  }
}
