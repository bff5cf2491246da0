/// Puts revisions in order, and finds what stands against it.
struct RevisionOrder {
  private let files: [RevisionFile]
  /// The indices of the revisions with a parent; `nil` stands for no parent.
  private let children: [RevisionID?: [Int]]

  init(_ files: [RevisionFile]) {
    let sorted = files.sorted { ($0.id, $0.path) < ($1.id, $1.path) }
    self.files = sorted
    children = Dictionary(grouping: sorted.indices) { sorted[$0].revision.parent }
  }

  func parentsFirst(
    allowsSeveralRoots: Bool, allowsUnknownParents: Bool
  ) throws(RevisionGraphError) -> [RevisionFile] {
    try refuseDuplicates()
    if !allowsUnknownParents { try refuseUnknownParents() }
    let order = reachable()
    try refuseCycle(outside: order)
    if !allowsSeveralRoots { try refuseSeveralRoots() }
    return order.map { files[$0] }
  }

  private func refuseDuplicates() throws(RevisionGraphError) {
    for (file, next) in zip(files, files.dropFirst()) where file.id == next.id {
      throw .duplicateID(file.id, paths: files.filter { $0.id == file.id }.map(\.path))
    }
  }

  private func refuseUnknownParents() throws(RevisionGraphError) {
    let ids = ids
    for file in files {
      guard let parent = file.revision.parent, !ids.contains(parent) else { continue }
      throw .unknownParent(parent, path: file.path)
    }
  }

  private var ids: Set<RevisionID> { Set(files.map(\.id)) }

  /// The revisions without a parent, and then those whose parent is not there.
  private var roots: [Int] {
    let ids = ids
    return (children[nil] ?? [])
      + files.indices.filter { files[$0].revision.parent.map { !ids.contains($0) } ?? false }
  }

  private func refuseSeveralRoots() throws(RevisionGraphError) {
    let roots = children[nil] ?? []
    guard roots.count <= 1 else { throw .severalRoots(paths: roots.map { files[$0].path }) }
  }

  /// The revisions that can be reached from a root, branch by branch.
  private func reachable() -> [Int] {
    var order: [Int] = []
    var waiting = Array(roots.reversed())
    while let index = waiting.popLast() {
      order.append(index)
      waiting += (children[files[index].id] ?? []).reversed()
    }
    return order
  }

  private func refuseCycle(outside order: [Int]) throws(RevisionGraphError) {
    guard order.count < files.count else { return }
    let reached = Set(order)
    guard let start = files.indices.first(where: { !reached.contains($0) }) else { return }
    throw .cycle(paths: cycle(above: files[start]).map(\.path))
  }

  /// The cycle that the parents of a revision lead into, each revision before its child.
  private func cycle(above start: RevisionFile) -> [RevisionFile] {
    let byID = Dictionary(uniqueKeysWithValues: files.map { ($0.id, $0) })
    var line: [RevisionFile] = []
    var seen: [RevisionID: Int] = [:]
    var file: RevisionFile? = start
    while let current = file, seen[current.id] == nil {
      seen[current.id] = line.count
      line.append(current)
      file = current.revision.parent.flatMap { byID[$0] }
    }
    let entry = file.flatMap { seen[$0.id] } ?? 0
    return line[entry...].reversed()
  }
}
