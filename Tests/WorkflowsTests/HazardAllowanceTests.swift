import Engine
import Testing
import Workflows

struct HazardAllowanceTests {
  private let email = Hazard(.failsOnRows, subject: "users.email")
  private let unique = Hazard(.failsOnRows, subject: "users(email)")

  @Test(arguments: ["fails-on-rows:users", "fails-on-rows=users", "fails-on-rows users"])
  func `A table stands for its columns and keys, and for no other table`(_ text: String) throws {
    let allowance = try #require(HazardAllowance(text))
    #expect(allowance.accepts(email))
    #expect(allowance.accepts(unique))
    #expect(allowance.accepts(Hazard(.failsOnRows, subject: "users")))
    #expect(!allowance.accepts(Hazard(.failsOnRows, subject: "users_archive.email")))
    #expect(!allowance.accepts(Hazard(.dropColumn, subject: "users.email")))
  }

  @Test func `A column stands for itself`() throws {
    let allowance = try #require(HazardAllowance("drop-column:users.email"))
    #expect(allowance.accepts(Hazard(.dropColumn, subject: "users.email")))
    #expect(!allowance.accepts(Hazard(.dropColumn, subject: "users.name")))
  }

  @Test func `A kind stands for all of them, and all for every kind that asks`() throws {
    #expect(
      try #require(HazardAllowance("cast-values")).accepts(Hazard(.castValues, subject: "a.b")))
    #expect(try #require(HazardAllowance("all")).accepts(email))
  }

  @Test(arguments: ["", "drop", "rewrites-table", "drop-table:", ":users"])
  func `What names no hazard is none`(_ text: String) { #expect(HazardAllowance(text) == nil) }
}
