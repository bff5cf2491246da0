import Engine
import SchemaModel
import Testing

@testable import SQLiteEngine

@Suite struct OrderTests {
  /// Tables written as `child>parent,parent`.
  private func tables(_ text: String) -> [Table] {
    text.split(separator: " ").map { word in
      let sides = word.split(separator: ">").map { $0.split(separator: ",").map(String.init) }
      let parents = sides.count > 1 ? sides[1] : []
      return Table(
        name: Name(sqlite: sides[0][0]), columns: [],
        constraints: parents.map {
          Constraint(
            rule: .foreignKey(ForeignKey(columns: [], parent: Name(sqlite: $0), parentColumns: [])))
        })
    }
  }

  @Test(arguments: [
    ("a b c", "abc"), ("a>b b>c c", "cba"), ("a b>c c", "acb"), ("a>a b>A", "ab"),
    ("a>x b", "ab"), ("a>d,c b c d>c", "bcda"), ("a>b b>a c", "cab"), ("a>b b>a c>a d", "dabc"),
    ("a>b,b b", "ba"), ("", ""),
  ])
  func `parents come first, otherwise the order stays`(tables: String, order: String) {
    #expect(self.tables(tables).parentsFirst().map(\.name.spelling).joined() == order)
  }

  @Test(arguments: [true, false])
  func `ten thousand tables in a chain are no trouble`(isReversed: Bool) {
    let count = 10_000
    let chain = tables((0..<count).map { "t\($0)>t\($0 + 1)" }.joined(separator: " "))
    let ordered = (isReversed ? chain.reversed() : chain).parentsFirst()
    #expect(ordered.map(\.name) == chain.reversed().map(\.name))
  }

  /// Renames written as `old>new`.
  private func steps(_ text: String, in names: String) -> String {
    let renames = text.split(separator: " ").map { word in
      let sides = word.split(separator: ">").map { Name(sqlite: String($0)) }
      return (sides[0], sides[1])
    }
    let names = names.split(separator: " ").map { Name(sqlite: String($0)) }
    return RenameOrder(renames, in: names, taken: Set(names), dialect: .sqlite).steps()
      .map { "\($0)>\($1)" }.joined(separator: " ")
  }

  @Test(arguments: [
    ("a>x", "a b", "a>x"), ("a>b b>c", "a b", "b>c a>b"),
    ("a>b b>a", "a b", "a>_migrate_a b>a _migrate_a>b"),
    ("a>b b>a", "a b _migrate_a", "a>__migrate_a b>a __migrate_a>b"),
    ("a>b b>c c>a", "a b c", "a>_migrate_a c>a b>c _migrate_a>b"),
    ("a>A", "a", "a>_migrate_a _migrate_a>A"), ("a>b", "a b", "b>_migrate_b a>b"),
    ("a>b", "a b _migrate_b", "b>__migrate_b a>b"),
  ])
  func `renames do not get into each other's way`(renames: String, names: String, steps: String) {
    #expect(self.steps(renames, in: names) == steps)
  }
}
