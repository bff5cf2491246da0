"""Programs run by turns, and what they cost."""

import os
import statistics
import time


class Failure(Exception):
    """A program that was to be measured did not work."""


class Program:
    """A command line in a folder, with what has to be done before each run of it."""

    def __init__(self, arguments, cwd, before=None, env=None):
        self.arguments = arguments
        self.cwd = cwd
        self.before = before or (lambda: None)
        self.env = dict(os.environ, **(env or {}))

    def run(self):
        """One run: seconds and peak memory in bytes."""
        self.before()
        os.chdir(self.cwd)
        start = time.perf_counter()
        child = os.posix_spawnp(
            self.arguments[0], self.arguments, self.env,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ])
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status):
            raise Failure("failed: {} in {}".format(" ".join(self.arguments), self.cwd))
        return seconds, usage.ru_maxrss * 1024


def interleaved(programs, runs):
    """The costs of each program, which take turns so that the machine's mood meets all of them."""
    costs = [[] for _ in programs]
    for program in programs:
        program.run()
    for _ in range(runs):
        for program, found in zip(programs, costs):
            found.append(program.run())
    return costs


class Sample:
    """The median of some numbers and the middle half of them."""

    def __init__(self, numbers):
        numbers = sorted(numbers)
        self.median = statistics.median(numbers)
        self.low = numbers[len(numbers) // 4]
        self.high = numbers[-1 - len(numbers) // 4]
