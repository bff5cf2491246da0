internal import CLibgit2

/// A commit's facts.
package struct Commit: Hashable, Sendable {
  /// The commit's own name.
  package let id: ObjectID

  /// As the commit names them; a shallow clone may lack them.
  package let parents: [ObjectID]

  /// Who wrote the change, which need not be who committed it.
  package let author: Signature

  /// The message's first paragraph on one line.
  package let subject: String

  /// The whole message, subject included.
  package let message: String

  /// The facts at the end of the message.
  package let trailers: [Trailer]

  let tree: ObjectID
}

extension Commit {
  init(_ handle: Handle) throws(GitError) {
    let commit = handle.pointer
    guard let id = ObjectID(git_commit_id(commit)), let tree = ObjectID(git_commit_tree_id(commit)),
      let author = git_commit_author(commit)
    else { throw GitError.library(code: GIT_ERROR.rawValue, message: "") }
    self.id = id
    self.tree = tree
    self.parents = (0..<git_commit_parentcount(commit)).compactMap {
      ObjectID(git_commit_parent_id(commit, $0))
    }
    self.author = Signature(author.pointee)
    self.subject = git_commit_summary(commit).map { String(cString: $0) } ?? ""
    self.message = git_commit_message(commit).map { String(cString: $0) } ?? ""
    self.trailers = try Trailer.parse(message)
  }
}
