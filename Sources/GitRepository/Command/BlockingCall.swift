internal import Dispatch
internal import Processes
internal import Synchronization

/// Asynchronous work for a caller that cannot wait asynchronously.
///
/// Reading a file of a tree is a synchronous requirement of `Tree`, and in rare cases it needs the
/// git command: in a blobless clone that has to fetch the file, and for a shallow clone's history.
/// The work has a queue of its own, so the blocked caller never holds the thread that it needs.
enum BlockingCall {
  static func wait<Success: Sendable>(
    for work: @escaping @Sendable () async throws(GitError) -> Success
  ) throws(GitError) -> Success {
    let outcome = Outcome<Success>()
    let done = DispatchSemaphore(value: 0)
    Task(executorPreference: BlockingExecutor()) {
      outcome.set(await Self.result(of: work))
      done.signal()
    }
    done.wait()
    return try outcome.get()
  }

  private static func result<Success: Sendable>(
    of work: @Sendable () async throws(GitError) -> Success
  ) async -> Result<Success, GitError> {
    do throws(GitError) {
      return .success(try await work())
    } catch {
      return .failure(error)
    }
  }
}

private final class Outcome<Success: Sendable>: Sendable {
  private let result = Mutex<Result<Success, GitError>?>(nil)

  func set(_ value: Result<Success, GitError>) {
    result.withLock { $0 = value }
  }

  func get() throws(GitError) -> Success {
    guard let value = result.withLock({ $0 }) else {
      preconditionFailure("the work signalled its end without a result")
    }
    return try value.get()
  }
}
