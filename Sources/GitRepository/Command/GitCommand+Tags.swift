extension GitCommand {
  /// Creates an annotated tag; git signs it and runs hooks as the user has configured.
  ///
  /// - Parameters:
  ///   - message: kept as it is but for white space at line ends and around it.
  ///   - sign: whether to sign the tag; `nil` leaves it to `tag.gpgSign`.
  package func createTag(
    _ name: String, at commit: ObjectID, message: String, sign: Bool? = nil
  ) async throws(GitError) {
    let signing = sign.map { $0 ? ["--sign"] : ["--no-sign"] } ?? []
    try await run(
      ["tag", "--annotate"] + signing + ["--cleanup=whitespace", "--file=-", name, commit.hex],
      input: Array(message.utf8))
  }

  /// Attaches a note to a commit, in place of the one that it may have.
  ///
  /// - Parameter reference: the full name of the notes' reference.
  package func addNote(
    _ text: String, to commit: ObjectID, reference: String = Repository.notesReference
  ) async throws(GitError) {
    try await run(
      ["notes", "--ref=\(reference)", "add", "--force", "--file=-", commit.hex],
      input: Array(text.utf8))
  }
}
