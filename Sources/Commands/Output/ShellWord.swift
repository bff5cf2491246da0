/// A word of a command that a person can paste into a shell.
enum ShellWord {
  static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:=+,@%".contains($0))
    }
    if word.unicodeScalars.contains(where: PrintableText.doesNotPrint) {
      return "$'\(PrintableText.escapedForShell(word))'"
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
