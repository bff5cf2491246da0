import Files
import TestSupport
import Testing

@Suite struct TranscriptRunTests {
  @Test func `what comes as expected is no failure`() async throws {
    let failures = try await run(
      """
      ```console
      $ echo one; echo two >&2; echo three
      one
      two
      three
      $ false
      ? 1

      $ printf 'no line break'
      no line break
      $ printf 'one\\r\\ntwo\\r\\n'
      one[..]
      two[..]
      ```
      """)
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func `all blocks of a file share one shell`() async throws {
    let failures = try await run(
      """
      ```console
      $ mkdir folder && cd folder
      $ name=Ada; greet() { echo "hello $name"; }
      ```

      Some words between.

      ```console
      $ greet
      hello Ada
      $ pwd
      $ROOT/work/folder
      ```
      """)
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func `a command may have several lines`() async throws {
    let failures = try await run(
      """
      ```console
      $ cat <<EOF
      > one
      >
      >   two
      > EOF
      one

        two
      $ echo a \\
      >   b
      a b
      ```
      """)
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func `files are written where the shell is`() async throws {
    let failures = try await run(
      """
      ```console
      $ mkdir project; cd project
      ```

      ````ini file=.gitmigrate
      [migrate]
      	provider = sql # $HOME `date`
      ````
      ```sql file=db/schema.sql
      CREATE TABLE a (b);

      ```
      ```python
      not a file
      ```

      ```console
      $ cat .gitmigrate ../project/db/schema.sql
      [migrate]
      	provider = sql # $HOME `date`
      CREATE TABLE a (b);
      $ wc -l <db/schema.sql
      2
      ```
      """)
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func `commands see nothing of the caller's environment`() async throws {
    let failures = try await run(
      """
      ```console
      $ env | cut -d= -f1 | sort | tr '\\n' ' '
      EXTRA GIT_AUTHOR_DATE GIT_COMMITTER_DATE GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM \
      GIT_CONFIG_SYSTEM GIT_PAGER HOME LC_ALL MALLOC_PERTURB_ PADDING PAGER PATH PWD ROOT SHLVL TERM TMPDIR TZ _[..]
      $ echo "$HOME $TMPDIR $EXTRA ${PATH%%:*}"
      $ROOT/home $ROOT/tmp given /products
      $ git config --list --show-origin
      file:$ROOT/home/.gitconfig	user.name=Ada
      ...
      $ git init -q && git commit -q --allow-empty -m first && git log
      commit 1a83cd42ead31fc8c45cb58a1f972563ed8a10ac
      Author: Ada <ada@example.com>
      Date:   Thu Apr 7 22:13:13 2005 +0000

          first
      $ cat
      ```
      """)
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func `a difference names the command's line`() async throws {
    let failures = try await run(
      """
      ```console
      $ true
      $ echo one; echo two; echo four; exit_with() { return $1; }; exit_with 3
      one
      three
      [..]ur
      ? 2
      ```
      """)
    let failure = try #require(failures.first)
    #expect(failures.count == 1)
    #expect(failure.line == 3)
    #expect(failure.reason == .mismatch)
    #expect(failure.diff == [" one", "-three", "+two", " [..]ur", "-? 2", "+? 3"])
    #expect(failure.description.hasPrefix("test.md:3: differs: $ echo one"))
  }

  @Test func `bash's own messages have a stable beginning`() async throws {
    let failures = try await run(
      """
      ```console
      $ true
      $ no-such-command
      bash: line 1: no-such-command: command not found
      ? 127
      $ if then
      bash: eval: line 1: syntax error near unexpected token `then'
      ...
      ? 2
      ```
      """)
    #expect(failures.isEmpty, "\(failures)")
  }

  @Test func `a file that takes too long is stopped`() async throws {
    let failures = try await run(
      """
      ```console
      $ echo begun
      begun
      $ echo waiting; sleep 100 & sleep 100
      $ echo never
      never
      ```
      """, timeLimit: .seconds(1))
    // On a busy machine the first command may not have ended by then.
    #expect(failures.map(\.reason) == [.timeLimit(.seconds(1))])
    #expect(failures.allSatisfy { [2, 4].contains($0.line) && $0.diff.last == "-? 0" })
  }

  @Test func `a command that ends the shell is named`() async throws {
    let failures = try await run(
      """
      ```console
      $ exit 4
      $ echo never
      never
      ```
      """)
    #expect(failures.map(\.line) == [2])
    #expect(failures.map(\.reason) == [.shellEnded])
  }

  @Test func `background jobs hold nothing up`() async throws {
    let failures = try await run("```console\n$ sleep 600 &\n```")
    #expect(failures.isEmpty, "\(failures)")
  }

  private func run(
    _ text: String, timeLimit: Duration = .seconds(60)
  ) async throws -> [TranscriptFailure] {
    try await Transcript(path: "test.md", text: text).run(
      productDirectory: "/products", extraEnvironment: ["EXTRA": "given"], timeLimit: timeLimit,
      isRecording: false)
  }
}
