internal import GitRepository
internal import Workflows

/// What is said of a release that nothing records.
enum UnrecordedWords {
  static func advise(_ release: UnrecordedRelease?, _ console: Console) {
    guard let release else { return }
    let name = release.tag.name
    if let notes = release.notesElsewhere {
      console.warn(
        "the note with the record of '\(name)' is in '\(notes)', not in"
          + " '\(Repository.notesReference)'")
      return
    }
    guard release.followsRecorded || release.remoteWithoutNotes != nil else { return }
    console.advise(
      ["'\(name)' is a release by its name alone: nothing here records it.", recording(name)]
        + (release.remoteWithoutNotes.map(fetching) ?? []), .notes)
  }

  private static func recording(_ name: String) -> String {
    "To record it: git migrate release \(name)"
  }

  private static func fetching(_ remote: String) -> [String] {
    ["To fetch the notes that may do so: \(fetchCommand(remote)) && git fetch"]
  }

  /// Has a clone fetch the notes of a remote from now on.
  static func fetchCommand(_ remote: String) -> String {
    "git config --add remote.\(remote).fetch '\(Repository.notesRefspec)'"
  }
}
