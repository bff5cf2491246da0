internal import CLibgit2
internal import Files

/// What git has begun in a work tree and not ended.
package enum Operation: Hashable, Sendable {
  /// A merge of another commit into the one that is checked out.
  case merge(ObjectID)
  /// A rebase, whose branch is put on top of another commit.
  case rebase(onto: ObjectID?)
  case cherryPick
  case revert
}

extension Repository {
  /// The operation that waits to be continued, or `nil`.
  package var operation: Operation? {
    switch git_repository_state_t(UInt32(git_repository_state(pointer))) {
    case GIT_REPOSITORY_STATE_MERGE: id(in: "MERGE_HEAD").map(Operation.merge)
    case GIT_REPOSITORY_STATE_REBASE, GIT_REPOSITORY_STATE_REBASE_INTERACTIVE,
      GIT_REPOSITORY_STATE_REBASE_MERGE, GIT_REPOSITORY_STATE_APPLY_MAILBOX_OR_REBASE:
      .rebase(onto: id(in: "rebase-merge/onto") ?? id(in: "rebase-apply/onto"))
    case GIT_REPOSITORY_STATE_CHERRYPICK, GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE: .cherryPick
    case GIT_REPOSITORY_STATE_REVERT, GIT_REPOSITORY_STATE_REVERT_SEQUENCE: .revert
    default: nil
    }
  }

  /// The first object name in a file of the repository's own folder.
  private func id(in file: String) -> ObjectID? {
    guard let bytes = try? FileSystem.bytes(at: gitDirectory + "/" + file) else { return nil }
    return ObjectID(hex: String(String(decoding: bytes, as: UTF8.self).prefix(40)))
  }
}
