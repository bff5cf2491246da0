import Revisions

// Revisions in these tests are named by one hexadecimal digit.

func id(_ name: String) -> RevisionID {
  guard let id = RevisionID(String(repeating: name, count: RevisionID.length)) else {
    preconditionFailure("'\(name)' is no hexadecimal digit")
  }
  return id
}

func file(
  _ name: String, parent: String?, path: String? = nil, contentID: String = "same"
) -> RevisionFile {
  let revision = Revision(id: id(name), parent: parent.map(id), message: name, sections: [])
  return RevisionFile(path: path ?? "\(name).sql", revision: revision, contentID: contentID)
}

func file(_ id: RevisionID, parent: RevisionID?) -> RevisionFile {
  let revision = Revision(id: id, parent: parent, message: "", sections: [])
  return RevisionFile(path: revision.fileName, revision: revision, contentID: "same")
}

/// The graph of revisions, each given with its parent.
func graph(_ parents: [String: String?]) throws(RevisionGraphError) -> RevisionGraph {
  try RevisionGraph(parents.map { file($0, parent: $1) })
}

func names(_ files: [RevisionFile]) -> String {
  files.map(\.revision.message).joined()
}
