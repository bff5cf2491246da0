import Testing

@testable import SQLiteEngine

struct StatementBlockTests {
  @Test func `Every line but the last ends inside of a comment or a statement`() {
    let script = """
      BEGIN; -- now
      CREATE TABLE a (
        id -- the key; really
      );

      -- note */ on b
      DROP TABLE b; DROP TABLE c;
      COMMIT;

      """
    #expect(
      StatementBlock.text(joining: script) == """
        BEGIN; /* -- now
        */ CREATE TABLE a (
          id -- the key; really
        ); /*

        -- note * / on b
        */ DROP TABLE b; DROP TABLE c; /*
        */ COMMIT;

        """)
  }

  @Test func `The statements of a trigger stay as they are`() {
    let script = """
      CREATE TRIGGER t AFTER INSERT ON a BEGIN
        DELETE FROM b;
        SELECT ';';
      END;
      SELECT 1;

      """
    #expect(
      StatementBlock.text(joining: script)
        == script.replacing("END;\nSELECT 1", with: "END; /*\n*/ SELECT 1"))
  }

  @Test func `A last statement without its semicolon is seen`() {
    #expect(StatementBlock.isEnded("SELECT 1; -- done"))
    #expect(!StatementBlock.isEnded("SELECT 1 -- done;"))
  }
}
