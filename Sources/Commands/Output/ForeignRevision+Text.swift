internal import Engine
internal import GitRepository
internal import Workflows

extension ForeignRevision {
  /// The revision and where it is, for a list.
  var line: String {
    "\(entry.revision) \(entry.name)" + (place.label.map { " (\($0))" } ?? "")
  }
}

extension ForeignRevision.Place {
  fileprivate var label: String? {
    switch self {
    case .references(let names, let commit):
      names[0] + (names.count > 1 ? " and \(names.count - 1) more" : "")
        + ", \(commit.id.abbreviated)"
    case .commit(let commit): "commit \(commit.id.abbreviated)"
    case .object(let id): "file \(id.abbreviated)"
    case .record: "in the record only"
    case .moved(let parent): "follows \(parent ?? "base") here"
    case .edited: "edited since"
    case .here: nil
    }
  }
}

extension Commit {
  /// The commit as messages name it: `8f2c1ab "Add orders"`.
  var mention: String { "\(id.abbreviated) \"\(subject)\"" }
}
