#!/usr/bin/env python3
"""Disturbs the commands that write, and sees what the same command, given again, makes of it.

usage: operations.py <folder of git-migrate> [<runs>]

SEED=<number> draws the same again, ONLY=<part of a name> plays a part. Ends with status 1 unless all
is whole at last, as after a run that nothing has disturbed, with nothing left behind.
"""

import collections
import difflib
import os
import random
import shutil
import signal
import sys
import tempfile
import time

sys.dont_write_bytecode = True

from disturbances import all_disturbances
from plays import plays
from databases import ServerWorld, SQLiteWorld

CRASHES = {
    -number for number in (
        signal.SIGILL, signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGTRAP, signal.SIGFPE)
}


def again(world, play):
    """Gives the command once more, undisturbed."""
    process = play.calm.start(world, play.command)
    return play.calm.end(process)


def rehearse(world, play):
    """What the command comes upon and leaves, and how long it takes."""
    play.prepare(world)
    world.keep(play.name)
    play.before = world.state()
    play.counts = {}
    for disturbance in all_disturbances():
        if hasattr(disturbance, "count") and disturbance.applies(play):
            play.counts[disturbance.name] = disturbance.count(world, play)
            world.restore(play.name)
    # The first run fills the caches.
    play.calm = all_disturbances()[0]
    again(world, play)
    world.restore(play.name)
    started = time.monotonic()
    status = again(world, play)
    play.duration = time.monotonic() - started
    if status != 0:
        raise SystemExit(f"operations: {play.name} ends with {status}\n{world.said()}")
    play.after = world.state()
    if play.after == play.before or world.left():
        raise SystemExit(f"operations: {play.name} changes nothing, or leaves {world.left()}")


def differences(state, other):
    """What differs, with the lines of texts."""
    found = []
    for key in sorted(state.keys() | other.keys()):
        lines, wanted = (str(one.get(key, "")).splitlines() for one in (state, other))
        if lines != wanted:
            found += [key, *(difflib.unified_diff(wanted, lines, "wanted", "found", "", "", 0, ""))]
    return found


def outcome(world, play, disturbance, chance):
    """What became of one run; a capital letter begins what must not be."""
    world.restore(play.name)
    first = disturbance.meet(world, play, chance)
    said = world.said()
    found = world.state()
    left = world.left()
    second = again(world, play)
    reached = world.state()
    facts = [f"first: {first}", said, f"again: {second}", world.said()]
    if first == "hangs" or second == "hangs":
        return "HANGS", facts
    if first in CRASHES or first - 128 in {-status for status in CRASHES}:
        return "CRASHED", facts
    if reached != play.after:
        return "WRONG", facts + differences(reached, play.after)
    if second != 0 and found != play.after:
        return "REFUSED", facts
    if world.left() or left and disturbance.leaves_time:
        return "LEFT BEHIND", facts + left + world.left()
    if found == play.after:
        return "whole", facts
    return ("nothing done" if found == play.before else "half") + ", then whole", facts


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    binaries = os.path.abspath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seed = int(os.environ.get("SEED", os.getpid()))
    part = os.environ.get("ONLY", "")
    folder = tempfile.mkdtemp()
    os.chmod(folder, 0o755)
    print(f"operations: SEED={seed}", flush=True)
    failures = 0
    try:
        for kind in (SQLiteWorld, ServerWorld):
            failures += play_all(kind, folder + "/" + kind.dialect, binaries, runs, seed, part)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if failures:
        raise SystemExit(f"operations: {failures} runs did not end as they should")


def play_all(kind, folder, binaries, runs, seed, part):
    os.makedirs(folder)
    os.chmod(folder, 0o755)
    world = kind(folder, binaries)
    try:
        cells = []
        for play in plays(world):
            wanted = [
                one for one in all_disturbances()
                if one.applies(play) and part in f"{world.dialect} {play.name} {one.name}"
            ]
            if wanted:
                rehearse(world, play)
                cells += [(play, disturbance) for disturbance in wanted]
        return tell(world, cells, runs // 2, seed)
    finally:
        world.close()


def tell(world, cells, runs, seed):
    """Plays each as often as the others, and prints the table."""
    counts = collections.Counter()
    failures = 0
    for run in range(max(runs, len(cells)) if cells else 0):
        play, disturbance = cells[run % len(cells)]
        chance = random.Random(f"{seed} {world.dialect} {run}")
        result, facts = outcome(world, play, disturbance, chance)
        counts[play.name, disturbance.name, result] += 1
        if result.isupper():
            failures += 1
            print(f"\noperations: {play.name}, {disturbance.name}: {result}", *facts, sep="\n")
    for (play, disturbance, result), count in sorted(counts.items()):
        print(f"{count:5}\t{world.dialect}\t{play}\t{disturbance}\t{result}")
    sys.stdout.flush()
    return failures


if __name__ == "__main__":
    main()
