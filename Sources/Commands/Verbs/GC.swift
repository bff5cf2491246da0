internal import ArgumentParser
internal import GitRepository
internal import Workflows

struct GC: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc", abstract: "Remove the snapshots that are kept to save time.")

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let workspace = try await Workspace.openRepository()
    let result = try GarbageCollection.run(in: workspace)
    let console = output.console(for: try workspace.project(.top))
    let size = (result.snapshotSize + 1023) / 1024
    console.answer("Removed \(counted(result.snapshotCount, "snapshot")), \(size) KiB")
    if result.worktreeCount > 0 {
      console.answer("Removed \(counted(result.worktreeCount, "abandoned folder"))")
    }
  }
}
