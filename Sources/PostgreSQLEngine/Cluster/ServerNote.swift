internal import Files
internal import Signals
internal import Synchronization

/// A file that says, for as long as this process has databases on a server, that it has some.
///
/// Where the process is killed it stays, and the next command knows that the server is to be asked.
final class ServerNote: Sendable {
  private let folder: String?
  private let count = Mutex(0)

  init(folder: String?) { self.folder = folder }

  private var path: String? { folder.map { "\($0)/\(ProcessMark.own)_scratch" } }

  func begin() {
    count.withLock { count in
      count += 1
      guard count == 1, let folder, let path else { return }
      // Without the note only a later run that uses the server finds what is left.
      _ = try? FileSystem.createDirectory(folder)
      _ = try? AtomicFile.write([], to: path, isDurable: false)
    }
  }

  func end() {
    count.withLock { count in
      count -= 1
      if count == 0, let path { _ = try? FileSystem.remove(path) }
    }
  }

  /// Looks for notes of processes that have ended, and removes them once what they tell of is gone.
  ///
  /// - Parameter sweep: returns whether it could be done.
  func settle(_ sweep: () -> Bool) {
    guard let folder else { return }
    let abandoned = ((try? FileSystem.entries(of: folder)) ?? []).filter { name in
      ProcessMark(name)?.isDead ?? false
    }
    guard !abandoned.isEmpty, sweep() else { return }
    for name in abandoned { _ = try? FileSystem.remove(folder + "/" + name) }
  }
}
