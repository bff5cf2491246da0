import SchemaModel
import Testing

@testable import PostgreSQLEngine

struct StepOrderTests {
  private let steps = ["a", "b", "c", "d"].map { Step.create(.table(Name(exact: $0))) }

  @Test func `a step comes after those it waits for, the smallest first`() {
    var order = StepOrder(Set(steps))
    order.put(steps[3], before: steps[0])
    #expect(order.sorted() == [1, 2, 3, 0].map { steps[$0] })
    #expect(order.cycles().isEmpty)
  }

  @Test func `what waits for a cycle comes after it`() {
    var order = StepOrder(Set(steps))
    order.put(steps[1], before: steps[2])
    order.put(steps[2], before: steps[1])
    order.put(steps[2], before: steps[0])
    #expect(order.cycles() == [steps[1], steps[2]])
    #expect(order.sorted() == [3, 1, 2, 0].map { steps[$0] })
  }
}
