internal import Processes

/// The variables that the commands of a transcript see, and git's configuration.
enum TranscriptEnvironment {
  /// The variables for a folder with `home` and `tmp` in it; what is in `extra` goes before.
  static func variables(
    root: String, productDirectory: String, extra: [String: String]
  ) -> [String: String] {
    let path = ProcessEnvironment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    let moment = "2005-04-07T22:13:13 +0000"
    let variables = [
      "ROOT": root,
      "HOME": root + "/home",
      "TMPDIR": root + "/tmp",
      "PATH": productDirectory + ":" + path,
      "GIT_CONFIG_GLOBAL": root + "/home/.gitconfig",
      "GIT_CONFIG_SYSTEM": "/dev/null",
      "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_AUTHOR_DATE": moment,
      "GIT_COMMITTER_DATE": moment,
      "GIT_PAGER": "cat",
      "PAGER": "cat",
      "LC_ALL": "C.UTF-8",
      "TERM": "dumb",
      "TZ": "UTC",
    ]
    return variables.merging(extra) { _, new in new }
  }

  static let gitConfiguration = """
    [user]
    	name = Ada
    	email = ada@example.com
    [init]
    	defaultBranch = main
    [advice]
    	detachedHead = false
    [commit]
    	gpgSign = false

    """
}
