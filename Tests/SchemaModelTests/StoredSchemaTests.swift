import SchemaModel
import TestSupport
import Testing

struct StoredSchemaTests {
  @Test(arguments: 0..<200)
  func `A schema comes back as it was stored, in all that is not compared too`(seed: Int) throws {
    var random = StoredSchemaGenerator(seed: UInt64(seed))
    let schema = random.schema()
    var writer = StoredWriter()
    writer.write(schema)
    var reader = StoredReader(writer.bytes)
    let restored: Schema = try reader.value()
    #expect(reader.isAtEnd)
    #expect(restored == schema)
    #expect(Self.description(restored) == Self.description(schema))
  }

  /// The order of a set or dictionary differs from one to the next.
  private static func description(_ value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    guard !mirror.children.isEmpty else { return String(describing: value) }
    var parts = mirror.children.map { "\($0.label ?? "") \(description($0.value))" }
    if mirror.displayStyle == .set || mirror.displayStyle == .dictionary { parts.sort() }
    return "\(mirror.subjectType)(\(parts.joined(separator: ", ")))"
  }

  @Test func `What is cut off or not ours is refused`() throws {
    var random = StoredSchemaGenerator(seed: 1)
    var writer = StoredWriter()
    writer.write(random.schema())
    for length in stride(from: 0, to: writer.bytes.count, by: 7) {
      var reader = StoredReader(Array(writer.bytes[..<length]))
      #expect(throws: DamagedStore.self) { let _: Schema = try reader.value() }
    }
    var reader = StoredReader(Array(repeating: 0xFF, count: 100))
    #expect(throws: DamagedStore.self) { let _: Schema = try reader.value() }
  }

  /// What has a property more has to store it, under another number of the format.
  @Test func `These properties are stored in format 1`() {
    var random = StoredSchemaGenerator(seed: 1)
    #expect(Schema.storedFormat == 1)
    let counts: [(Any, Int)] = [
      (random.schema(), 4), (random.table(), 7), (random.column(), 8), (random.constraint(), 3),
      (random.index(), 7), (random.object(), 8), (random.name(), 3), (random.expression(), 2),
      (random.keyColumn(), 3), (random.reference(), 3), (random.foreignKey(), 6),
      (PrimaryKey(columns: []), 4), (Unique(columns: []), 2),
      (CheckConstraint(expression: random.expression()), 1),
      (Column.Generation(expression: random.expression(), isStored: true), 2),
      (Index.Element(expression: random.expression(), isDescending: true), 3),
    ]
    for (value, count) in counts {
      #expect(Mirror(reflecting: value).children.count == count, "\(type(of: value))")
    }
  }
}
