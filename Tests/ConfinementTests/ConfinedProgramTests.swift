import Confinement
import Files
import Glibc
import Processes
import TestSupport
import Testing

/// What programs can do that are started confined, by the program that people run.
@Suite(.enabled(if: Confinement.isWhole)) struct ConfinedProgramTests {
  /// Whose program runs: root keeps less, and gets its namespaces in another way.
  enum Account: String, CaseIterable {
    case own, nobody
  }

  /// Ways to change what lies outside, with whether they succeed without confinement.
  static let changes = [
    "echo new >$outside/new", "echo more >>$outside/file", ": >$outside/file",
    "truncate -s 0 $outside/file", "rm $outside/file", "mkdir $outside/folder",
    "rmdir $outside/empty", "ln -s target $outside/link", "ln $outside/file $outside/other",
    "mkfifo $outside/pipe", "mv $outside/file $outside/moved", "mv $inside/file $outside/moved",
    "mv $outside/file $inside/moved", "cp $inside/file $outside/copy",
    "ln $outside/file $inside/same && echo more >>$inside/same",
    "ln -s $outside $inside/way && echo new >$inside/way/new",
  ]

  @Test(arguments: [true, false], Account.allCases)
  func `nothing outside of its folder is changed`(isApart: Bool, account: Account) async throws {
    for change in Self.changes {
      try await TestFolders.with { folders in
        let before = try folders.outsideState()
        let result = try await folders.run(change, isApart: isApart, as: account)
        #expect(result.status != .exited(0), "\(change)")
        #expect(try folders.outsideState() == before, "\(change)")
      }
      // That would show nothing if it could not be done at all.
      try await TestFolders.with { folders in
        let before = try folders.outsideState()
        let result = try await folders.runFree(change, as: account)
        #expect(result.status == .exited(0), "\(change): \(result.errorText)")
        #expect(try folders.outsideState() != before, "\(change)")
      }
    }
  }

  @Test(arguments: [true, false], Account.allCases)
  func `in its folder all can be done`(isApart: Bool, account: Account) async throws {
    try await TestFolders.with { folders in
      // A pipe of another account's cannot be opened by name.
      let errors = account == .own ? "/dev/stderr" : "&2"
      let script = """
        cd $inside && mkdir -p a/b && echo 1 >a/b/c && echo 2 >>a/b/c && : >a/b/d && mv a/b/c a/c &&
        ln -s c a/e && ln a/c a/f && mkfifo a/g && truncate -s 1 a/c && rm -r a/b && chmod 700 a &&
        cat a/e a/f && echo told >\(errors) && echo x >/dev/null && cat $outside/file
        """
      let result = try await folders.run(script, isApart: isApart, as: account)
      #expect(result.errorText == "told\n")
      #expect(result.outputText == "11kept\n")
      #expect(result.status == .exited(0))
    }
  }

  @Test(arguments: Account.allCases)
  func `modes stay where file systems are mounted anew`(account: Account) async throws {
    try await TestFolders.with { folders in
      let before = try folders.outsideState()
      let isMounted = try await folders.run("grep -q ' / ro,' /proc/mounts", as: account)
      guard isMounted.status == .exited(0) else { return }
      let result = try await folders.run("chmod 777 $outside/file", as: account)
      #expect(result.errorText.contains("Read-only file system"))
      #expect(try folders.outsideState() == before)
    }
  }

  @Test(arguments: [true, false], Account.allCases)
  func `no network is reached`(isApart: Bool, account: Account) async throws {
    let listener = try Listener()
    defer { listener.close() }
    try await TestFolders.with { folders in
      let script = "exec bash -c 'exec 3<>/dev/tcp/127.0.0.1/\(listener.port) && echo reached'"
      let free = try await folders.runFree(script, as: account)
      #expect(free.outputText == "reached\n")
      let result = try await folders.run(script, isApart: isApart, as: account)
      #expect(result.outputText == "")
      #expect(result.status != .exited(0))
    }
  }

  @Test(arguments: Account.allCases)
  func `no service is reached where file systems are mounted anew`(account: Account) async throws {
    try await TestFolders.with { folders in
      let listener = try Listener(path: folders.outside + "/service socket")
      defer { listener.close() }
      let script = """
        exec perl -e 'use Socket; socket(S, PF_UNIX, SOCK_STREAM, 0);
          connect(S, sockaddr_un("$ENV{outside}/service socket")) or die "$!\n"; print "reached\n"'
        """
      #expect(try await folders.runFree(script, as: account).outputText == "reached\n")
      let isMounted = try await folders.run("grep -q ' / ro,' /proc/mounts", as: account)
      guard isMounted.status == .exited(0) else { return }
      let result = try await folders.run(script, as: account)
      #expect(result.outputText == "")
      #expect(result.errorText == "Connection refused\n")
    }
  }

  @Test(arguments: [true, false])
  func `no other process is signalled`(isApart: Bool) async throws {
    try await TestFolders.with { folders in
      let script = "kill -0 \(getpid())"
      #expect(try await folders.runFree(script, as: .own).status == .exited(0))
      let result = try await folders.run(script, isApart: isApart, as: .own)
      #expect(result.status != .exited(0))
      // Its own it may.
      let own = "sleep 60 & kill $! && wait $!"
      #expect(try await folders.run(own, isApart: isApart, as: .own).status == .exited(143))
    }
  }

  @Test func `nothing is open but its three streams`() async throws {
    let others = open("/etc/passwd", O_RDONLY)
    defer { close(others) }
    try await TestFolders.with { folders in
      // The fourth is that of the folder which is listed.
      let result = try await folders.run("exec ls /proc/self/fd")
      #expect(result.outputText == "0\n1\n2\n3\n")
    }
  }

  @Test(arguments: [true, false])
  func `what root could do to the system it cannot`(isApart: Bool) async throws {
    for attempt in [
      "mount -o remount,rw /", "mount -t tmpfs none $inside", "mknod $inside/d b 8 0",
      "nsenter -t 1 -n true", "nsenter -t \(getpid()) -m true", "cat /proc/\(getpid())/environ",
      "cat /proc/sys/kernel/hostname >/proc/sys/kernel/hostname", "chroot / true",
      "hostname $(hostname)",
    ] {
      try await TestFolders.with { folders in
        let result = try await folders.run(attempt, isApart: isApart)
        #expect(result.status != .exited(0), "\(attempt)")
        #expect(result.outputText == "", "\(attempt)")
      }
    }
  }

  @Test func `only the programs that are named are executed`() async throws {
    try await TestFolders.with { folders in
      let script = "echo $(/bin/echo started)"
      #expect(try await folders.run(script, executable: nil).outputText == "started\n")
      let result = try await folders.run(script, executable: ["/bin/sh"])
      #expect(result.outputText == "\n")
      #expect(result.errorText.contains("Permission denied"))
    }
  }

  @Test func `a program that is not there is told of`() async throws {
    try await TestFolders.with { folders in
      let words = folders.words(isApart: true, executable: nil)
      let result = try await ChildProcess(
        words[0], Array(words.dropFirst()) + ["/no/such/program"], environment: [:]
      ).run()
      #expect(result.status == .exited(127))
      #expect(
        result.errorText == "fatal: cannot run '/no/such/program': No such file or directory\n")
    }
  }

  @Test func `shared memory is its own`() async throws {
    try await TestFolders.with { folders in
      let name = "/dev/shm/git-migrate-test-\(UInt64.random(in: .min ... .max))"
      let result = try await folders.run("echo mine >\(name) && cat \(name)", as: .own)
      // Where the kernel gives it no mounts of its own, there is none.
      #expect(result.outputText == "mine\n" || result.errorText.contains("Permission denied"))
      #expect(try !FileSystem.exists(name))
    }
  }
}
