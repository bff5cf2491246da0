internal import Dispatch

/// Runs tasks on a thread of its own, for work that blocks.
///
/// Swift's own threads are as many as there are cores. A program that is started needs one of them
/// before it ends, so nothing that waits for it may hold them all.
package final class BlockingExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "git-migrate.blocking")

  package init() {}

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
