internal import CLibgit2
internal import Files

/// What git has begun in a work tree and not ended.
package enum Operation: Hashable, Sendable {
  /// A merge of another commit into the one that is checked out.
  case merge(ObjectID)
  case rebase
  case cherryPick
  case revert
}

extension Repository {
  /// The operation that waits to be continued, or `nil`.
  package var operation: Operation? {
    switch git_repository_state_t(UInt32(git_repository_state(pointer))) {
    case GIT_REPOSITORY_STATE_MERGE: mergedCommit.map(Operation.merge)
    case GIT_REPOSITORY_STATE_REBASE, GIT_REPOSITORY_STATE_REBASE_INTERACTIVE,
      GIT_REPOSITORY_STATE_REBASE_MERGE, GIT_REPOSITORY_STATE_APPLY_MAILBOX_OR_REBASE:
      .rebase
    case GIT_REPOSITORY_STATE_CHERRYPICK, GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE: .cherryPick
    case GIT_REPOSITORY_STATE_REVERT, GIT_REPOSITORY_STATE_REVERT_SEQUENCE: .revert
    default: nil
    }
  }

  /// The first commit in `MERGE_HEAD`; a merge of several leaves no conflicts to resolve.
  private var mergedCommit: ObjectID? {
    guard let bytes = try? FileSystem.bytes(at: gitDirectory + "/MERGE_HEAD") else { return nil }
    return ObjectID(hex: String(String(decoding: bytes, as: UTF8.self).prefix(40)))
  }
}
