/// Headers of revision files that the file format leaves open.
enum RevisionHeaderName {
  /// The tag whose schema a baseline builds, or ``noTag``.
  static let baseline = "Baseline"
  /// The value of ``baseline`` where no tag names what is deployed; no tag is called so.
  static let noTag = "(no tag)"
  /// A rename with its evidence: `users.nickname users.username (8f2c1ab)`.
  static let rename = "Rename"
  /// `none` where a person has said that nothing was renamed.
  static let renames = "Renames"
  /// A column and the SQL expression that existing rows get: `users.age 0`.
  static let backfill = "Default"
  /// A column and the SQL expression that gives its values in another type: `users.age age::int`.
  static let conversion = "Using"

  /// Those that `prepare` writes.
  static let all: Set = [baseline, rename, renames, backfill, conversion]
}
