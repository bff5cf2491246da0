/// The program's version.
enum ProgramVersion {
  static let number = "0.1.0"
  static let text = "git-migrate version \(number)"
}
