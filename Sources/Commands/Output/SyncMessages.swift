internal import Engine
internal import Revisions
internal import Workflows

/// What `sync` says before and while it goes its way.
struct SyncMessages {
  let console: Console

  func show(_ way: Workflows.Sync.Way) {
    console.answer("To follow this tree: undo \(way.undone.count), run \(way.run.count)")
    console.answer("")
    for revision in way.undone { console.answer("\tundo  \(revision.line)") }
    for file in way.run { console.answer("\trun   \(file.id) \(file.revision.message)") }
    console.answer("")
  }

  func show(_ entry: RecordEntry, isDone: Bool) {
    guard isDone else { return console.progress("Taking back \(entry.revision) \(entry.name)") }
    console.endProgress()
    console.answer("Took back \(entry.revision) \(entry.name)")
  }

  /// What is lost, for a sentence.
  static func loss(_ losses: [DataLoss]?) -> String {
    guard let losses else { return "data that cannot be told beforehand" }
    return listed(
      losses.map { loss in
        guard let column = loss.column else {
          return "\(counted(loss.count, "row")) of '\(loss.table)'"
        }
        return "\(counted(loss.count, "value")) of '\(loss.table).\(column)'"
      })
  }
}
