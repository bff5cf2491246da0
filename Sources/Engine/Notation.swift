/// Scripts that change how a database writes its rows, and not what they are.
package struct Notation: Sendable {
  package let script: Script
  /// What takes the script back.
  package let reversal: Script

  package init(script: Script, reversal: Script) {
    self.script = script
    self.reversal = reversal
  }
}
