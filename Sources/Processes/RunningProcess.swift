internal import Glibc
internal import Synchronization

/// A program that is about to be started, or has been.
///
/// A signal may come after the program has begun its work and before the caller knows its number.
final class RunningProcess: Sendable {
  private enum State {
    case starting
    /// What to send signals to: a process, or its group where it is negative.
    case running(pid_t)
    case over
  }

  private let state = Mutex(State.starting)

  func begin(_ target: pid_t) { state.withLock { $0 = .running(target) } }

  func end() { state.withLock { $0 = .over } }

  /// Asks the program to end, once it is known which it is.
  func terminate() {
    for _ in 0..<Self.patience {
      switch state.withLock({ $0 }) {
      case .starting: usleep(1_000)
      case .running(let target):
        kill(target, SIGTERM)
        return
      case .over: return
      }
    }
  }

  /// In milliseconds.
  private static let patience = 10_000
}
