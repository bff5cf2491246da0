/// A JSON text of which there is only one for a value: keys sorted, no space.
package indirect enum CanonicalJSON: Sendable {
  case string(String)
  case bool(Bool)
  case number(Int)
  case array([CanonicalJSON])
  case object([String: CanonicalJSON])

  package var text: String {
    var writer = CanonicalWriter()
    writer.write(self)
    return writer.text
  }
}
