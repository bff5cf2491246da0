package import GitRepository

/// Whose programs a command runs to read models: the models themselves where they are classes, what
/// they import, and the scripts that a command names.
package enum ProgramRule: Sendable {
  /// Those of the working tree, of what is staged and of the commits in the history of HEAD or of a
  /// reference that `migrate.trusted` names.
  case own
  /// As ``own``, and those of another commit where a person says so.
  case asking(@Sendable (Commit) -> Bool)
  /// Those of any commit.
  case all
  /// None: only snapshots count that are kept.
  case none
}

/// Models that are programs, and were not run.
package enum ProgramsNotRun: Error, Hashable, Sendable {
  /// The commit is not one whose programs run unasked.
  case foreign(Commit)
  /// No program is to run, and no snapshot of the models is kept.
  case notKept
}
