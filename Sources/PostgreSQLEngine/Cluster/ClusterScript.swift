internal import Engine
internal import Glibc

/// The shell script that sets up a server, runs it and removes it.
struct ClusterScript {
  let binaries: String
  let directory: String
  /// Empty where there is none.
  let cacheDirectory: String
  /// What runs a program under the server's account; empty for this process's own.
  let command: [String]
  /// What runs the server confined; empty where it is not.
  let confinement: [String]

  /// Starts the script in a session of its own, so that an interrupt at the terminal does not
  /// reach it.
  ///
  /// - Parameters:
  ///   - input: the script ends the server when this pipe is closed.
  ///   - log: the file that the server's messages go to.
  func start(input: Int32, log: Int32) throws(DatabaseError) -> pid_t {
    let places = [binaries, directory, cacheDirectory, "\(confinement.count)"]
    let arguments = ["sh", "-c", Self.text, "sh"] + places + confinement + command
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, log, 1)
    posix_spawn_file_actions_adddup2(&actions, log, 2)
    posix_spawnattr_setflags(&attributes, Self.inItsOwnSession)
    let argumentList = arguments.map { strdup($0) } + [nil]
    let environment = Self.environment.map { strdup($0) } + [nil]
    defer { for text in argumentList + environment { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(
      &process, "/bin/sh", &actions, &attributes, argumentList, environment)
    guard code == 0 else { throw .scratchServerFailed(reason: String(cString: strerror(code))) }
    return process
  }

  /// `POSIX_SPAWN_SETSID` of glibc and musl, which Swift does not see.
  private static let inItsOwnSession: Int16 = 0x80

  private static let environment = [
    "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", "TZ=UTC",
    "superuser=\(ThrowawayCluster.owner)", "roles=\(ClusterRoles.statements)",
    "rights=\(ClusterRoles.templateStatements)", "old=\(ClusterRoles.oldTemplateStatements)",
  ]

  /// The lock tells a later run which directories nobody uses any more.
  ///
  /// There are such directories only where the script itself was killed. Without its database
  /// `postgres` the cluster is a third smaller.
  private static let text = """
    trap '' HUP INT TERM
    umask 077
    cd /
    binaries=$1 directory=$2 cache=$3 confinement=$4
    shift 4
    exec 3<&0 </dev/null 4>"$directory/lock.new"
    flock -n 4 && mv "$directory/lock.new" "$directory/lock"
    for other in "${directory%-*}"-*; do
      [ -f "$other/lock" ] && flock -n "$other/lock" rm -rf "$other"
    done 2>/dev/null &

    # Ends the server when the pipe is closed, even if it is only about to start.
    {
      read -r _ <&3
      while kill -0 $$; do
        read -r server <"$directory/data/postmaster.pid" && kill -QUIT "$server"
        sleep 0.02
      done
    } 2>/dev/null &

    # No script of anybody's runs before the server does.
    unconfined() {
      shift "$confinement"
      "$@"
    }
    initialise() {
      rm -rf "$directory/data"
      unconfined "$@" "$binaries/initdb" -D "$directory/data" -U "$superuser" -A trust --wal-segsize=1 \\
        --no-sync --encoding=UTF8 --locale=C.UTF-8 &&
      printf '%s\\n' 'DROP DATABASE postgres' "$roles" | single template1 "$@" &&
      { echo "$rights"; [ "${version%%.*}" -ge 15 ] || echo "$old"; } | single template0 "$@"
    }
    single() {
      name=$1
      shift
      unconfined "$@" "$binaries/postgres" --single -F -c dynamic_shared_memory_type=mmap \\
        -D "$directory/data" "$name" >/dev/null
    }
    # What a run that was killed has half written stays in no cache; nor is it used: a template is
    # as its sum says, or is recreated.
    keep() {
      [ -n "$cache" ] && mkdir -p "$cache" || return
      find "$cache" -name 'postgresql-*.tar.new*' -mmin +10 -exec rm -f {} +
      tar -C "$directory/data" -cf "$template.new$$" . &&
      cksum <"$template.new$$" >"$template.newsum$$" &&
      mv "$template.new$$" "$template" && mv "$template.newsum$$" "$template.sum" ||
      rm -f "$template.new$$" "$template.newsum$$"
    }
    is_intact() {
      [ -n "$cache" ] && [ -f "$template" ] &&
      [ "$(cksum <"$template")" = "$(cat "$template.sum")" ]
    }
    run() {
      "$@" "$binaries/postgres" -D "$directory/data" -k "$directory" \\
        -c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off \\
        -c autovacuum=off -c jit=off -c wal_level=logical -c max_logical_replication_workers=0 \\
        -c max_connections=50 -c max_locks_per_transaction=1024 -c shared_buffers=64MB \\
        -c dynamic_shared_memory_type=mmap -c checkpoint_timeout=1d \\
        -c max_wal_size=1GB -c log_min_messages=fatal -c lc_messages=C \\
        3<&-
    }

    version=$("$binaries/postgres" -V)
    version=${version#*) }
    template=$cache/postgresql-${version%% *}-restricted.tar
    unconfined "$@" mkdir "$directory/data"
    if { is_intact && tar -C "$directory/data" -xf "$template"; } 2>/dev/null; then
      run "$@"
    elif initialise "$@"; then
      keep 2>/dev/null
      run "$@"
    fi
    rm -rf "$directory"
    """
}
