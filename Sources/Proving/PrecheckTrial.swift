internal import Engine

/// What the queries at the head of a script say of a trial's rows.
struct PrecheckTrial {
  /// Those that find rows.
  private(set) var finding: [Precheck] = []
  /// Those that cannot be run, as they speak of what the script brings.
  private(set) var failing: [Precheck] = []

  init(_ prechecks: [Precheck], in database: any Database) {
    for precheck in prechecks {
      do {
        if try database.finds(precheck.query) { finding.append(precheck) }
      } catch {
        failing.append(precheck)
      }
    }
  }

  /// Removes the rows that have been found, as far as others do not refer to them.
  func removeRows(from database: any Database) {
    for removal in finding.compactMap(\.removal) {
      try? database.run(Script(removal, path: "<trial>"))
    }
  }
}
