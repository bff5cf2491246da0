import Testing

@testable import PostgreSQLEngine

struct LibpqLibraryTests {
  @Test(arguments: [150_014: "15.14", 100_000: "10.0", 90_624: "9.6.24"] as [Int32: String])
  func `A number is written as PostgreSQL writes versions`(number: Int32, text: String) {
    #expect(LibpqLibrary.text(of: number) == text)
  }
}
