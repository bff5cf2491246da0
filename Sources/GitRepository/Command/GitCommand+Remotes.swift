internal import Processes

extension GitCommand {
  /// A remote whose notes with the records of releases are not fetched; the usual one where it is
  /// among them.
  ///
  /// Nobody is asked over the network: the configuration says it.
  package func remoteWithoutNotes() async throws(GitError) -> String? {
    let arguments = ["config", "--null", "--get-regexp", "^remote\\..*\\.(url|fetch)$"]
    let answer = try await result(of: arguments)
    guard answer.status == .exited(0) else { return nil }
    let entries = answer.output.split(separator: 0).map { entry in
      String(decoding: entry, as: UTF8.self).split(separator: "\n", maxSplits: 1)
    }.filter { $0.count == 2 }
    let remotes = entries.compactMap { Self.remote($0[0], ".url") }
    let fetching = entries.filter { Self.fetchesNotes(String($0[1])) }
      .compactMap { Self.remote($0[0], ".fetch") }
    let others = remotes.filter { !fetching.contains($0) }
    return others.first { $0 == "origin" } ?? others.first
  }

  private static func remote(_ key: Substring, _ variable: String) -> String? {
    guard key.hasPrefix("remote."), key.hasSuffix(variable) else { return nil }
    return String(key.dropFirst("remote.".count).dropLast(variable.count))
  }

  private static func fetchesNotes(_ refspec: String) -> Bool {
    let source = refspec.drop { $0 == "+" }.prefix { $0 != ":" }
    guard source.hasSuffix("*") else { return source == Repository.notesReference }
    return Repository.notesReference.hasPrefix(source.dropLast())
  }
}

extension Repository {
  /// What a remote's configuration gets so that the notes come along.
  ///
  /// With the star a remote that has none yet is no error, and without a plus sign no note that is
  /// only here is overwritten.
  package static let notesRefspec = "\(notesReference)*:\(notesReference)*"

  /// Another reference than that of the project's notes, such as a remote's, that has a note on a
  /// commit with a record.
  package func otherNotes(with commit: ObjectID) throws(GitError) -> String? {
    let name = String(Self.notesReference.split(separator: "/").last ?? "")
    for prefix in ["refs/notes/", "refs/remotes/"] {
      for rest in try referenceNames(below: prefix) {
        let reference = prefix + rest
        guard reference != Self.notesReference, reference.hasSuffix("/" + name),
          try note(for: commit, reference: reference) != nil
        else { continue }
        return reference
      }
    }
    return nil
  }
}
