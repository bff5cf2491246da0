internal import GitRepository
internal import Workflows

extension Message {
  init(_ error: ProjectChoiceError) {
    switch error {
    case .several(let names):
      let list = listed(NameList.short(names.map(\.description)))
      let example = ProjectMention.option(for: names.first ?? .top)
      self.init(
        .fatal, "there are \(names.count) projects: \(list)",
        hints: ["Name one, as in \(example), or go there"])
    case .unknown(let name):
      self.init(.fatal, "there is no project '\(name)', neither from here nor from the root")
    case .ignored(let folder):
      let path = ProjectName(folder: folder).configurationPath
      self.init(.fatal, "'\(folder)' is no project: git ignores '\(path)'")
    }
  }

  init(_ error: SharedVersions) {
    self.init(
      .fatal, "projects '\(error.one)' and '\(error.other)' have the same folder of revisions",
      details: ["  '\(error.folder)'"],
      hints: ["Give each one of its own: migrate.versions in '\(error.other.configurationPath)'"])
  }

  init(_ error: DatabaseOfOtherProject) {
    self.init(
      .fatal,
      "'\(error.url)' is a database of project '\(error.owner)', not of '\(error.project)'",
      details: ["  revision \(error.revision) has run there"])
  }
}
