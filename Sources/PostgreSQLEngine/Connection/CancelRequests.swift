internal import Glibc
internal import Synchronization

/// The statements that are run now, so that the server is told where a signal ends the program.
///
/// A server goes on with a statement whose client is gone, and keeps its locks.
enum CancelRequests {
  /// What a signal handler reads: it may run between any two instructions.
  private struct Table: @unchecked Sendable {
    let slots: UnsafeMutablePointer<OpaquePointer?>
    let words: UnsafeMutablePointer<CChar>
    let former: UnsafeMutablePointer<sigaction>
    let cancel:
      @convention(c) @Sendable (OpaquePointer?, UnsafeMutablePointer<CChar>, Int32) -> Int32
  }

  private static let slotCount = 32
  private static let wordCount: Int32 = 256
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  private static let lock = Mutex(())
  nonisolated(unsafe) private static var table: Table?

  /// Runs `body`, during which the statement on a connection is one to be cancelled.
  static func holding<Answer>(
    _ request: OpaquePointer?, _ library: Libpq, _ body: () throws(ServerFailure) -> Answer
  ) throws(ServerFailure) -> Answer {
    let slot = request.flatMap { take($0, library) }
    defer { if let slot { table?.slots[slot] = nil } }
    let result = Result(catching: body)
    // The signal ends the program on another thread; what the server says meanwhile is no answer.
    while pending != 0 { pause() }
    return try result.get()
  }

  private static func take(
    _ request: OpaquePointer, _ library: Libpq
  ) -> Int? {
    let address = Int(bitPattern: request)
    return lock.withLock { _ in
      let table = table ?? install(library)
      let slot = (0..<slotCount).first { table.slots[$0] == nil }
      if let slot { table.slots[slot] = OpaquePointer(bitPattern: address) }
      return slot
    }
  }

  private static func install(_ library: Libpq) -> Table {
    let new = Table(
      slots: .allocate(capacity: slotCount), words: .allocate(capacity: Int(wordCount)),
      former: .allocate(capacity: 65), cancel: library.cancel)
    new.slots.initialize(repeating: nil, count: slotCount)
    table = new
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { CancelRequests.end(by: $0) }
    action.sa_flags = Int32(bitPattern: UInt32(SA_NODEFER))
    for signal in signals {
      let former = new.former + Int(signal)
      sigaction(signal, &action, former)
      // Who starts a program with nohup(1) does not want it to end.
      if isIgnored(former.pointee) { sigaction(signal, former, nil) }
    }
    return new
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// What was to be done about the signal before is done now; a second one does not wait for the
  /// server, and an alarm ends what a server that says nothing would hold up.
  private static func end(by signal: Int32) {
    guard let table else { return }
    sigaction(signal, table.former + Int(signal), nil)
    var late = sigaction()
    late.__sigaction_handler.sa_handler = { _ in CancelRequests.dieOfPending() }
    sigaction(SIGALRM, &late, nil)
    pending = signal
    alarm(2)
    for slot in 0..<slotCount where table.slots[slot] != nil {
      _ = table.cancel(table.slots[slot], table.words, wordCount)
    }
    alarm(0)
    raise(signal)
    pending = 0
  }

  nonisolated(unsafe) private static var pending: Int32 = 0

  private static func dieOfPending() { raise(pending) }
}
