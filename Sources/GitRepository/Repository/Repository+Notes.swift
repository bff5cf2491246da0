internal import CLibgit2

extension Repository {
  /// Where the project keeps its notes.
  package static let notesReference = "refs/notes/migrate"

  /// The note attached to a commit, or `nil` where there is none.
  ///
  /// - Parameter reference: the full name of the notes' reference.
  package func note(
    for id: ObjectID, reference: String = notesReference
  ) throws(GitError) -> String? {
    let note = try Handle.ifFound(freedBy: git_note_free) { made in
      id.withRaw { git_note_read(made, pointer, reference, $0) }
    }
    guard let note, let message = git_note_message(note.pointer) else { return nil }
    return String(cString: message)
  }
}
