/// Steps and what each must wait for.
struct StepOrder {
  private var followers: [[Int]] = []
  private var steps: [Step]
  private let positions: [Step: Int]

  init(_ steps: Set<Step>) {
    self.steps = steps.sorted()
    positions = Dictionary(uniqueKeysWithValues: zip(self.steps, self.steps.indices))
    followers = Array(repeating: [], count: steps.count)
  }

  mutating func put(_ first: Step, before second: Step) {
    guard first != second, let first = positions[first], let second = positions[second] else {
      return
    }
    followers[first].append(second)
  }

  /// All steps, the smallest of those that wait for nothing first.
  ///
  /// Steps that wait for one another in a cycle are taken in their order, the smallest first, and
  /// before others that wait for them.
  func sorted() -> [Step] {
    var waiting = predecessorCounts()
    var inCycles = cycles().compactMap { positions[$0] }.sorted()[...]
    var ready = Heap(waiting.indices.filter { waiting[$0] == 0 })
    var isTaken = Array(repeating: false, count: steps.count)
    var order: [Step] = []
    while order.count < steps.count {
      inCycles = inCycles.drop { isTaken[$0] }
      guard let position = ready.popSmallest() ?? inCycles.popFirst() else { break }
      guard !isTaken[position] else { continue }
      isTaken[position] = true
      order.append(steps[position])
      for follower in followers[position] {
        waiting[follower] -= 1
        if waiting[follower] == 0, !isTaken[follower] { ready.insert(follower) }
      }
    }
    return order
  }

  /// The steps that wait for one another in cycles, or stand between two cycles.
  func cycles() -> Set<Step> {
    var predecessors: [[Int]] = Array(repeating: [], count: steps.count)
    for (step, followers) in followers.enumerated() {
      for follower in followers { predecessors[follower].append(step) }
    }
    let forward = Self.rest(after: followers, counts: predecessorCounts())
    let backward = Self.rest(after: predecessors, counts: followers.map(\.count))
    return Set(forward.intersection(backward).map { steps[$0] })
  }

  private func predecessorCounts() -> [Int] {
    var counts = Array(repeating: 0, count: steps.count)
    for follower in followers.joined() { counts[follower] += 1 }
    return counts
  }

  /// What is left once all that waits for nothing is taken, again and again.
  private static func rest(after followers: [[Int]], counts: [Int]) -> Set<Int> {
    var counts = counts
    var taken = counts.indices.filter { counts[$0] == 0 }
    var next = 0
    while next < taken.count {
      for follower in followers[taken[next]] {
        counts[follower] -= 1
        if counts[follower] == 0 { taken.append(follower) }
      }
      next += 1
    }
    return Set(counts.indices).subtracting(taken)
  }
}

/// Numbers of which the smallest is at hand.
private struct Heap {
  private var elements: [Int] = []

  init(_ elements: [Int]) { self.elements = elements.sorted() }

  mutating func insert(_ element: Int) {
    elements.append(element)
    var child = elements.count - 1
    while child > 0, elements[child] < elements[(child - 1) / 2] {
      elements.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func popSmallest() -> Int? {
    guard let smallest = elements.first else { return nil }
    let last = elements.removeLast()
    guard !elements.isEmpty else { return smallest }
    elements[0] = last
    sink()
    return smallest
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < elements.count && elements[child] < elements[least] {
        least = child
      }
      if least == parent { return }
      elements.swapAt(parent, least)
      parent = least
    }
  }
}
