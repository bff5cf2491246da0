internal import Glibc
internal import Synchronization

/// What is undone before a signal ends the process.
///
/// A person's interrupt, the end of a session and a polite kill leave nothing behind: a thread of
/// its own undoes what is registered, the newest first, and then the process dies of the signal.
/// What undoing takes too long for, a second signal ends at once.
package enum Termination {
  private struct Registry {
    var undoings: [(id: Int, undo: @Sendable () -> Void)] = []
    var lastID = 0
  }

  private static let registry = Mutex(Registry())
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  /// The ends of a pipe through which the handler tells the thread of a signal.
  nonisolated(unsafe) private static var readingEnd: Int32 = -1
  nonisolated(unsafe) private static var writingEnd: Int32 = -1

  /// Has the signals handled from now on; one that is ignored, as by `nohup`, stays so.
  package static func install() {
    var ends: [Int32] = [-1, -1]
    guard readingEnd < 0, pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (readingEnd, writingEnd) = (ends[0], ends[1])
    guard startThread() else { return }
    for signal in signals {
      var action = sigaction()
      sigaction(signal, nil, &action)
      if isIgnoring(action) { continue }
      action = sigaction()
      action.__sigaction_handler.sa_handler = { Termination.note($0) }
      action.sa_flags = SA_RESTART
      sigaction(signal, &action, nil)
    }
  }

  /// Something to undo, until it is forgotten.
  package struct Token: Sendable {
    fileprivate let id: Int
  }

  /// - Parameter undo: runs on another thread, and must not register anything.
  package static func register(_ undo: @escaping @Sendable () -> Void) -> Token {
    registry.withLock { registry in
      registry.lastID += 1
      registry.undoings.append((registry.lastID, undo))
      return Token(id: registry.lastID)
    }
  }

  package static func forget(_ token: Token) {
    registry.withLock { registry in registry.undoings.removeAll { $0.id == token.id } }
  }

  /// Runs what must not end half-way: a signal waits for it.
  ///
  /// It must not wait for anything itself.
  package static func uninterrupted<Result, Failure>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    gate.lock()
    defer { gate.unlock() }
    return try body()
  }

  // MARK: The end

  private static let gate = RecursiveGate()

  private static func isIgnoring(_ action: sigaction) -> Bool {
    unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func startThread() -> Bool {
    var thread = pthread_t()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    defer { pthread_attr_destroy(&attributes) }
    return pthread_create(
      &thread, &attributes,
      { _ in
        Termination.waitForSignal()
        return nil
      }, nil) == 0
  }

  /// In the handler, where only few calls are allowed.
  private static func note(_ signal: Int32) {
    let former = errno
    var number = UInt8(truncatingIfNeeded: signal)
    _ = write(writingEnd, &number, 1)
    errno = former
  }

  private static func waitForSignal() {
    var number: UInt8 = 0
    while read(readingEnd, &number, 1) != 1 {
      guard errno == EINTR else { return }
    }
    end(by: Int32(number))
  }

  /// The locks stay taken: nobody begins anything that would have to be undone.
  private static func end(by signal: Int32) {
    for signal in signals { restoreDefault(signal) }
    gate.lock()
    registry.withLock { registry in
      for (_, undo) in registry.undoings.reversed() { undo() }
      kill(getpid(), signal)
      // The signal may reach another thread first.
      sleep(1)
    }
  }

  private static func restoreDefault(_ signal: Int32) {
    var action = sigaction()
    sigaction(signal, nil, &action)
    if !isIgnoring(action) { Glibc.signal(signal, SIG_DFL) }
  }
}

/// A lock that its owner may take more than once.
private final class RecursiveGate: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init() {
    var attributes = pthread_mutexattr_t()
    pthread_mutexattr_init(&attributes)
    pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_RECURSIVE))
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, &attributes)
    pthread_mutexattr_destroy(&attributes)
  }

  func lock() { pthread_mutex_lock(mutex) }
  func unlock() { pthread_mutex_unlock(mutex) }
}
