"""What can happen to a command: a signal, a call of the system that fails, others of its kind."""

import os
import re
import resource
import signal
import subprocess
import tempfile
import time

LIMIT = 120
# The calls by which a program changes something, or asks a server to.
CHANGES = (
    "sendto,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,link,linkat,"
    "symlink,symlinkat,mkdir,mkdirat,rmdir,chmod,fchmod")


class Disturbance:
    """One kind; `meet` runs the command in its presence and returns the exit status."""

    def __init__(self, name):
        self.name = name
        # Whether the command has the time to clear up.
        self.leaves_time = True

    def applies(self, play):
        return True

    def start(self, world, command, words=(), limit=None):
        return subprocess.Popen(
            [*words, "git-migrate", *command], cwd=world.repository, env=world.environment,
            stdin=subprocess.DEVNULL, stdout=world.output, stderr=subprocess.STDOUT,
            start_new_session=True, preexec_fn=limit)

    def end(self, process):
        """Waits; what hangs is ended."""
        try:
            return process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return "hangs"


class Signal(Disturbance):
    """A signal at a random moment; Control-C reaches the programs that the command runs too."""

    def __init__(self, number):
        super().__init__(signal.Signals(number).name)
        self.number = number
        self.leaves_time = number != signal.SIGKILL

    def meet(self, world, play, chance):
        process = self.start(world, play.command)
        time.sleep(chance.uniform(0, 1.1) * play.duration)
        if process.poll() is None:
            if self.number == signal.SIGINT:
                os.killpg(process.pid, self.number)
            else:
                os.kill(process.pid, self.number)
        return self.end(process)


class AtCall(Disturbance):
    """The end, or an error, at one of the calls that change something.

    `strace` counts the calls of each thread by itself.
    """

    def __init__(self, name, calls, effect):
        super().__init__(name)
        self.calls = calls
        self.effect = effect
        self.leaves_time = "KILL" not in effect

    def applies(self, play):
        # A server of our own would be traced too, and takes a hundred times as long.
        return not play.is_slow

    def words(self, place):
        inject = f"inject={self.calls}:{self.effect}:when={place}"
        return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={self.calls}", "-e", inject]

    def count(self, world, play):
        """How many such calls the thread makes that makes most."""
        with tempfile.NamedTemporaryFile("r") as trace:
            words = ["strace", "-f", "-qq", "-o", trace.name, "-e", f"trace={self.calls}"]
            self.end(self.start(world, play.command, words))
            counts = {}
            for line in trace:
                found = re.match(r"(\d+) +\w+\(", line)
                if found:
                    counts[found[1]] = counts.get(found[1], 0) + 1
        return max(counts.values(), default=1)

    def meet(self, world, play, chance):
        place = chance.randint(1, play.counts[self.name])
        return self.end(self.start(world, play.command, self.words(place)))


class SmallDisk(Disturbance):
    """No file can be longer than so many bytes."""

    def __init__(self):
        super().__init__("disk full")

    def meet(self, world, play, chance):
        size = int(2 ** chance.uniform(0, 17)) - 1

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        return self.end(self.start(world, play.command, limit=limit))


class FewDescriptors(Disturbance):
    def __init__(self):
        super().__init__("few descriptors")

    def meet(self, world, play, chance):
        number = chance.randint(4, 40)
        limit = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (number, number))
        return self.end(self.start(world, play.command, limit=limit))


class AtOnce(Disturbance):
    """Several of the same, of which one does the work."""

    def __init__(self, count):
        super().__init__(f"{count} at once")
        self.count_of_all = count

    def meet(self, world, play, chance):
        processes = [self.start(world, play.command) for _ in range(self.count_of_all)]
        statuses = [self.end(process) for process in processes]
        bad = [status for status in statuses if status == "hangs" or status < 0]
        return bad[0] if bad else min(statuses)


class SessionEnded(Disturbance):
    """The server ends the sessions, or all of itself."""

    def __init__(self, name, act):
        super().__init__(name)
        self.act = act

    def applies(self, play):
        return play.has_server

    def meet(self, world, play, chance):
        process = self.start(world, play.command)
        time.sleep(chance.uniform(0, 1.1) * play.duration)
        self.act(world)
        return self.end(process)


def all_disturbances():
    signals = [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT]
    return [
        *map(Signal, signals),
        AtCall("SIGKILL at a call", CHANGES, "signal=SIGKILL"),
        AtCall("SIGTERM at a call", CHANGES, "signal=SIGTERM"),
        AtCall("disk error", "fsync,fdatasync,pwrite64,rename,renameat2", "error=EIO"),
        SmallDisk(), FewDescriptors(), AtOnce(2), AtOnce(8),
        SessionEnded("session ended", lambda world: world.end_sessions()),
        SessionEnded("server restarted", lambda world: world.restart()),
    ]
