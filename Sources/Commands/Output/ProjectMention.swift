internal import Engine
internal import Files
internal import GitRepository

/// How a project is named in what is said of it.
struct ProjectMention: Sendable {
  /// What stands before a message where several projects are told of.
  var label: String?
  /// What a command needs to be for the project, from where the person stands.
  var option: String?
  /// What a command needs to be for the database that was named, and for its revisions.
  var databaseOptions: [String] = []
  /// The project's configuration file, from the root of the work tree.
  var configurationPath = ConfigurationFile.name

  /// - Parameters:
  ///   - isLabelled: whether several projects are told of.
  ///   - isImplied: whether a command is for the project without being told.
  init(_ name: ProjectName, isLabelled: Bool, isImplied: Bool) {
    label = isLabelled ? name.description : nil
    option = isImplied ? nil : Self.option(for: name)
    configurationPath = name.configurationPath
  }

  init(option: String?) { self.option = option }

  func labelled(_ text: String) -> String { label.map { "\($0): \(text)" } ?? text }

  /// A line with commands in it, which are made to be for the project and for the database.
  func command(_ line: String) -> String {
    guard option != nil || !databaseOptions.isEmpty else { return line }
    let name = "git migrate "
    var text = ""
    var rest = line[...]
    while let range = rest.firstRange(of: name) {
      let verb = rest[range.upperBound...].prefix(while: \.isLetter)
      text += rest[..<verb.endIndex]
      rest = rest[verb.endIndex...]
      for option in options(for: String(verb)) {
        let isThere = rest.contains(" " + option.prefix { $0 != "=" })
        if !isThere { text += " " + option }
      }
    }
    return text + rest
  }

  private func options(for verb: String) -> [String] {
    guard Self.verbs.contains(verb) else { return [] }
    return [option].compactMap(\.self) + (Self.databaseVerbs.contains(verb) ? databaseOptions : [])
  }

  /// The option with which a person means a project from where they stand: a name that is right from
  /// the root may be that of another project from there.
  static func option(for name: ProjectName) -> String {
    option(spelling(name, from: CommandPath.folder))
  }

  /// - Parameter folder: where the person stands, relative to the root.
  static func spelling(_ name: ProjectName, from folder: String) -> String {
    guard !folder.isEmpty else { return name.description }
    let path = TreePath.relative(name.folder, to: folder)
    return name.subsection.map { path + "/" + $0 } ?? path
  }

  private static func option(_ name: String) -> String { "--project=\(ShellWord.quoted(name))" }

  /// The options as a person has typed them.
  static func typed(in arguments: [String]) -> ProjectMention {
    let project = value(of: "--project", in: arguments)
    var mention = ProjectMention(option: project.map { Self.option($0) })
    mention.databaseOptions = ["--database", "--versions"].compactMap { name in
      value(of: name, in: arguments).map {
        "\(name)=\(ShellWord.quoted(DatabaseURL.redacted($0)))"
      }
    }
    return mention
  }

  private static func value(of option: String, in arguments: [String]) -> String? {
    for (position, argument) in arguments.enumerated() {
      if argument.hasPrefix(option + "=") { return String(argument.dropFirst(option.count + 1)) }
      if argument == option, position + 1 < arguments.count { return arguments[position + 1] }
    }
    return nil
  }

  /// Those that take the name of a database and a folder of revisions.
  private static let databaseVerbs: Set = [
    "current", "downgrade", "ensure", "stamp", "status", "sync", "upgrade",
  ]

  private static let verbs: Set = [
    "blame", "check", "current", "diff", "downgrade", "drop", "ensure", "init", "log", "prepare",
    "rebase", "release", "sql", "squash", "stamp", "status", "sync", "trust", "upgrade",
  ]
}

extension Message {
  /// The message with the commands in its hints made to be for a project, and labelled.
  func of(_ mention: ProjectMention) -> Message {
    var message = self
    message.text = mention.labelled(text)
    message.hints = hints.map(mention.command)
    return message
  }

  /// The message of one of several projects.
  func of(_ project: ProjectName) -> Message {
    of(ProjectMention(project, isLabelled: true, isImplied: false))
  }
}
