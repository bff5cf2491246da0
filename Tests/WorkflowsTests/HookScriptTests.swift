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
    Array("#!/bin/sh\necho mine\n".utf8), Array("#!/bin/bash\n".utf8),
    Array("#!/usr/bin/env bash\nset -eu\nexit 0".utf8),
    Array("#!/bin/sh\n\n\n# no newline at the end".utf8), Array("#!/bin/sh".utf8),
    Array("#!/bin/sh\necho h".utf8) + [0xE9] + Array("llo in Latin-1\r\n".utf8),
  ])
  func `What is put into a hook can be taken out again`(hook: [UInt8]) {
    let both = HookScript.inserting("pre-commit", into: hook)
    let block = Array(HookScript.block(for: "pre-commit").utf8.dropLast())
    #expect(both.firstRange(of: block) != nil)
    #expect(both.split(separator: UInt8(ascii: "\n")).first == hook.split(separator: 10).first)
    #expect(HookScript.removing(from: both) == hook)
    #expect(HookScript.inserting("pre-commit", into: both) == both)
  }

  @Test(arguments: [
    ("#!/bin/sh\n", true), ("#!/usr/bin/env bash\n", true), ("#!/bin/sh -e\n", true),
    ("#! /bin/bash\n", true), ("#!/usr/bin/env -S LANG=C zsh -f\n", true),
    ("#!/usr/bin/env python3\n", false), ("#!/usr/bin/perl\n", false), ("echo\n", false),
    ("#!/usr/bin/fish\n", false), ("", false), ("#!", false),
  ])
  func `Shell lines go into shell scripts only`(hook: String, isShell: Bool) {
    #expect(HookScript.isShellScript(Array(hook.utf8)) == isShell)
  }
}
