/// One name of a table, column, label or other object that became another, and how that is known.
package struct Rename: Hashable, Sendable {
  /// The table, or the type of a label or attribute; for a renamed table or object, its old name.
  package var table: Name
  /// The old name of the column, label or attribute; `nil` where the table or object itself was
  /// renamed.
  package var column: Name?
  package var newName: Name
  package var evidence: Evidence

  package init(table: Name, column: Name?, newName: Name, evidence: Evidence) {
    self.table = table
    self.column = column
    self.newName = newName
    self.evidence = evidence
  }

  package enum Evidence: Hashable, Sendable {
    /// The person who ran the command said so.
    case option
    /// A trailer of a commit, whose abbreviated id this is.
    case trailer(commit: String)
    /// The commit of this abbreviated id took the old name away and brought the new one.
    case history(commit: String)
    /// The change that is not committed yet did so.
    case uncommitted
    /// To an engine that ignores the case of letters the two names are one.
    case spelling
  }

  /// The rename that leads back.
  ///
  /// For a column of a table that is renamed by another of `renames`, the table is called by the
  /// new name, since the way back starts there.
  package func reversed(among renames: [Rename]) -> Rename {
    guard let column else {
      return Rename(table: newName, column: nil, newName: table, evidence: evidence)
    }
    let tableRename = renames.first { $0.column == nil && $0.table == table }
    return Rename(
      table: tableRename?.newName ?? table, column: newName, newName: column, evidence: evidence)
  }
}
