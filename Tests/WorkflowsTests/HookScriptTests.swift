import Files
import Testing

@testable import Workflows

struct HookScriptTests {
  @Test(arguments: HookScript.allEvents)
  func `The folder hooks holds what an installation writes`(event: String) throws {
    let top = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let bytes = try #require(try FileSystem.bytes(at: "/\(top)/hooks/\(event)"))
    #expect(String(decoding: bytes, as: UTF8.self) == HookScript.text(for: event))
  }

  @Test(arguments: [
    "#!/bin/sh\necho mine\n", "#!/bin/bash\n", "#!/usr/bin/env bash\nset -eu\nexit 0",
    "#!/bin/sh\n\n\n# no newline at the end",
  ])
  func `What is put into a hook can be taken out again`(hook: String) {
    let both = HookScript.inserting("pre-commit", into: hook)
    #expect(both.contains(HookScript.block(for: "pre-commit")))
    #expect(both.split(separator: "\n").first == hook.split(separator: "\n").first)
    #expect(HookScript.removing(from: both) == hook)
    #expect(HookScript.inserting("pre-commit", into: both) == both)
  }

  @Test(arguments: [
    ("#!/bin/sh\n", true), ("#!/usr/bin/env bash\n", true), ("#!/usr/bin/env python3\n", false),
    ("#!/usr/bin/perl\n", false), ("echo\n", false),
  ])
  func `Shell lines go into shell scripts only`(hook: String, isShell: Bool) {
    #expect(HookScript.isShellScript(hook) == isShell)
  }
}
