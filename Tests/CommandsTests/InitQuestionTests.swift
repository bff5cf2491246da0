import Testing

@testable import Commands

struct InitQuestionTests {
  @Test(arguments: [
    ("", 0), ("  ", 0), ("1", 0), (" 3 ", 2), ("0", nil), ("4", nil), ("-1", nil), ("a", nil),
    ("1 2", nil),
  ])
  func `An answer is the number of a place, or nothing for the first`(
    answer: String, choice: Int?
  ) {
    #expect(InitQuestion.choice(answer, of: 3) == choice)
  }
}
