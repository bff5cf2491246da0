"""Makes a Python wheel of a program that is no Python, so that pip puts it on the search path.

usage: wheel.py <tree> <version> <platform> <folder> <license>...

The tree is what "make install" has written below DESTDIR with an empty PREFIX. The platform is the
tag's, such as manylinux_2_36_x86_64. The same files give the same bytes. The wheel's name is printed.

https://packaging.python.org/en/latest/specifications/binary-distribution-format/
"""

import base64
import hashlib
import os
import stat
import sys
import time
import zipfile

NAME = "git_migrate"

METADATA = """\
Metadata-Version: 2.4
Name: git-migrate
Version: {version}
Summary: Git command that writes database migrations from repository history
License: MIT; what is linked into the program is under licenses of its own
{license_files}Platform: Linux
Classifier: Environment :: Console
Classifier: Operating System :: POSIX :: Linux
Classifier: Topic :: Database
Classifier: Topic :: Software Development :: Version Control :: Git
Description-Content-Type: text/markdown

Release tags say what production has, the models in the working tree say what the code wants;
`git migrate prepare` writes the revision that leads from one to the other. The revision is plain SQL
with a way back, and is run on a scratch database with rows before the file is written.

Models are files of SQL, SQLAlchemy metadata, the applications of a Django project, or whatever a
program of the project prints as DDL. The database is SQLite, PostgreSQL, or both.

The package has one program, `git-migrate`, and no Python: `git migrate` starts it at once. It needs
git, and for PostgreSQL libpq.
"""

WHEEL = """\
Wheel-Version: 1.0
Generator: git-migrate
Root-Is-Purelib: false
Tag: py3-none-{platform}
"""


def installed_files(tree):
    """The files of the tree, by where in the wheel they are: programs apart from data."""
    for folder, _, names in os.walk(tree):
        for name in names:
            path = os.path.join(folder, name)
            parts = os.path.relpath(path, tree).split(os.sep)
            place = ["scripts"] + parts[1:] if parts[0] == "bin" else ["data"] + parts
            yield "/".join(place), path


def read(path):
    with open(path, "rb") as file:
        return file.read()


def mode(path):
    """Not all of it: the umask of who made the tree is of no interest."""
    return 0o755 if os.stat(path).st_mode & stat.S_IXUSR else 0o644


def contents(tree, version, platform, licenses):
    """The members of the wheel but RECORD: a name, the bytes, the mode."""
    data, info = f"{NAME}-{version}.data", f"{NAME}-{version}.dist-info"
    for place, path in sorted(installed_files(tree)):
        yield f"{data}/{place}", read(path), mode(path)
    license_files = "".join(f"License-File: {os.path.basename(path)}\n" for path in licenses)
    metadata = METADATA.format(version=version, license_files=license_files)
    for path in licenses:
        yield f"{info}/licenses/{os.path.basename(path)}", read(path), 0o644
    yield f"{info}/METADATA", metadata.encode(), 0o644
    yield f"{info}/WHEEL", WHEEL.format(platform=platform).encode(), 0o644


def record_line(name, content):
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(content)}\n"


def write(wheel, name, content, mode, moment):
    member = zipfile.ZipInfo(name, moment)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 3
    member.external_attr = (stat.S_IFREG | mode) << 16
    wheel.writestr(member, content, compresslevel=9)


def make(tree, version, platform, folder, licenses):
    moment = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
    file_name = f"{NAME}-{version}-py3-none-{platform}.whl"
    with zipfile.ZipFile(os.path.join(folder, file_name), "w") as wheel:
        record = ""
        for name, content, mode in contents(tree, version, platform, licenses):
            write(wheel, name, content, mode, moment)
            record += record_line(name, content)
        name = f"{NAME}-{version}.dist-info/RECORD"
        write(wheel, name, f"{record}{name},,\n".encode(), 0o644, moment)
    return file_name


if __name__ == "__main__":
    if len(sys.argv) < 6:
        sys.exit("usage: wheel.py <tree> <version> <platform> <folder> <license>...")
    print(make(*sys.argv[1:5], sys.argv[5:]))
