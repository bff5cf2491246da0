/// The program's version.
enum Version {
  static let text = "git-migrate version 0.1.0"
}
