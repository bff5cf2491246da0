"""A repository with its database, and what can be seen of them from outside."""

import glob
import hashlib
import os
import shutil
import subprocess
import time

# What git keeps for itself.
GIT_FILES = {"index", "COMMIT_EDITMSG", "ORIG_HEAD", "description", "packed-refs", "MERGE_RR"}


class World:
    """A folder that is made anew for each run, always at the same place."""

    def __init__(self, folder, binaries):
        self.folder = folder
        self.place = folder + "/run"
        self.environment = self._environment(binaries)
        self.output = open(folder + "/output", "w+", encoding="utf-8")

    def _environment(self, binaries):
        kept = {name: os.environ[name] for name in ("LANG", "LC_ALL") if name in os.environ}
        home = self.folder + "/home"
        os.makedirs(home)
        date = "2026-01-01T00:00:00Z"
        return kept | {
            "PATH": binaries + ":" + os.environ["PATH"], "HOME": home,
            "TMPDIR": self.temporary, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0",
            "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.com",
            "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.com",
            "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date,
        }

    @property
    def repository(self):
        return self.place + "/shop"

    @property
    def temporary(self):
        return self.place + "/tmp"

    def begin(self):
        shutil.rmtree(self.place, ignore_errors=True)
        for path in (self.repository, self.temporary, self.place + "/data"):
            os.makedirs(path)

    def keep(self, name):
        shutil.copytree(self.place, f"{self.folder}/kept/{name}", symlinks=True)

    def restore(self, name):
        shutil.rmtree(self.place)
        shutil.copytree(f"{self.folder}/kept/{name}", self.place, symlinks=True)

    def run(self, *words, check=True):
        """Runs a command in the repository; returns what it prints."""
        result = subprocess.run(
            words, cwd=self.repository, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if check and result.returncode != 0:
            raise SystemExit(f"operations: {' '.join(words)}\n{result.stdout}")
        return result.stdout

    def write(self, path, text):
        with open(f"{self.repository}/{path}", "w", encoding="utf-8") as file:
            file.write(text)

    def state(self):
        """What must be the same after a run that was disturbed and one that was not."""
        return self._files() | self._refs() | self.data()

    def said(self):
        """What commands have printed since this was asked last."""
        self.output.seek(0)
        text = self.output.read()
        self.output.seek(0)
        self.output.truncate()
        return text.strip()

    def left(self):
        """The temporary files, and programs that run on though the command has ended."""
        end = time.monotonic() + 10
        while self._programs() and time.monotonic() < end:
            time.sleep(0.05)
        return sorted(os.listdir(self.temporary)) + self._programs()

    def _programs(self):
        mark = f"TMPDIR={self.temporary}".encode()
        found = []
        for path in glob.glob("/proc/[0-9]*/environ"):
            try:
                with open(path, "rb") as file:
                    variables = file.read().split(b"\0")
                with open(path.replace("environ", "cmdline"), "rb") as file:
                    words = file.read().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if mark in variables and words:
                found.append(words)
        return found

    def close(self):
        self.output.close()

    def _files(self):
        found = {}
        for folder, folders, files in os.walk(self.repository):
            relative = os.path.relpath(folder, self.repository)
            if relative == ".git":
                folders[:] = [name for name in folders if name not in ("objects", "logs", "refs")]
            if relative == ".git/migrate":
                folders[:] = [name for name in folders if name != "snapshots"]
            for name in files:
                if relative == ".git" and name in GIT_FILES:
                    continue
                with open(f"{folder}/{name}", "rb") as file:
                    found[f"{relative}/{name}"] = hashlib.sha1(file.read()).hexdigest()
        return found

    def _refs(self):
        return {
            "refs": self.run("git", "for-each-ref", "--format=%(refname) %(objectname)"),
            "staged": self.run("git", "diff", "--cached", "--name-only"),
        }
