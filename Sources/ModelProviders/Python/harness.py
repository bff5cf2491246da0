"""What every script that reads a project's models in Python needs.

git-migrate runs this and such a script, one after the other as one program, with the project's own
interpreter, at the root of the tree to read:

    python -c <program> <dialect> fail|stub <target>...

fail, stub  what becomes of an import that fails: it ends the run, or a stub takes its place
target      [folder/]module[:attribute], or as the provider says; the folder is where imports start

The script declares a Provider and calls main. Standard output is a sequence of records, each a name
and a value that both end in a NUL byte. The last is "end"; where it is absent the process died on the
way. What the models themselves print goes to standard error.

Python 3.6 is the oldest that it is written for.
"""

import ast
import builtins
import contextlib
import functools
import importlib
import importlib.machinery
import importlib.util
import os
import re
import sys
import traceback
import types

OWN_FILE = sys._getframe().f_code.co_filename
TRACEBACK_LINES = 12


class Records:
    """The way back to git-migrate: the standard output that the process was started with."""

    def __init__(self):
        self._file = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)

    def write(self, name, value=""):
        for text in (name, value):
            self._file.write(text.replace("\0", "").encode("utf-8", "replace") + b"\0")

    def close(self):
        self.write("end")
        self._file.close()


class Failure(Exception):
    """A fact that ends the run; git-migrate has the words for it."""

    def __init__(self, kind, **facts):
        super().__init__(kind)
        self.kind = kind
        self.facts = facts

    def report(self, records):
        records.write("failure", self.kind)
        for name, value in sorted(self.facts.items()):
            records.write(name, value)


class Provider:
    """What a script knows of its library."""

    # The package that must be there.
    package = ""
    # Parts of the names of packages that bring columns or their types: without them the schema would
    # be another one.
    schema_packages = ()
    # What the library imports on the project's behalf, and printing DDL does without.
    drivers = frozenset()
    # Whether stubs take the place of what cannot be imported.
    allows_stubs = False

    def target(self, text):
        return Target(text)

    def deny_connections(self):
        """Have what opens a connection to a database raise ConnectionDenied."""

    def print_ddl(self, dialect, targets, tree, records):
        """Write a record "statement" for each statement."""

    def refuse_stub(self, stub, attribute):
        """Raise a Failure where what is asked of a stub tells that it makes the schema."""

    def refuse_base(self, stub, bases, module):
        """Raise a Failure where a class of the module that loses this base would lose columns."""


provider = Provider()


# The tree


class Tree:
    """The project's files, as opposed to those of the packages that it uses."""

    def __init__(self, root, folders):
        self.root = os.path.realpath(root)
        self.import_roots = [os.path.join(self.root, folder) for folder in folders]
        self.import_roots.append(self.root)
        source = os.path.join(self.root, "src")
        if os.path.isdir(source) and not os.path.exists(os.path.join(source, "__init__.py")):
            self.import_roots.append(source)
        # Asked again at every import statement of every package.
        self.relative = functools.lru_cache(maxsize=None)(self._relative)

    def _relative(self, path):
        """The path below the root; None where it is elsewhere, or in an environment's packages."""
        if not path or not os.path.isabs(path):
            return None
        path = os.path.normpath(path)
        if not path.startswith(self.root + os.sep) or "site-packages" in path.split(os.sep):
            return None
        return os.path.relpath(path, self.root)

    def holds(self, path):
        return self.relative(path) is not None

    def holds_module(self, module):
        return self.holds(origin(module))

    def has_package(self, name):
        top = name.partition(".")[0]
        return any(
            os.path.exists(os.path.join(folder, entry))
            for folder in self.import_roots
            for entry in (top, top + ".py")
        )


def origin(module):
    """The file of a module, or the folder of a package that has no file."""
    file = getattr(module, "__file__", None)
    return file or next(iter(getattr(module, "__path__", ())), None)


def prefixes(name):
    """a, a.b, a.b.c for a.b.c"""
    parts = name.split(".")
    return [".".join(parts[: count + 1]) for count in range(len(parts))]


# What the models depend on

# The environment variables that were asked for and are not set.
UNSET = set()


class Recorder:
    """Writes down what of the machine and of the tree the run looks at.

    Python announces each file that it opens and each folder that it lists (PEP 578), and asks the
    finders one after the other for each module; this one comes first and finds none. What asks only
    whether a file is there announces nothing, and is wrapped.
    """

    # After one of these, the models may depend on anything.
    BEYOND = (
        "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.spawn", "os.startfile",
        "socket.connect", "socket.getaddrinfo", "socket.sendto", "pty.spawn",
    )

    def __init__(self, tree):
        self._tree = tree
        self._paths, self._folders, self._variables = set(), set(), set()
        self._outside, self._searched = set(), set()
        self._suffixes = importlib.machinery.all_suffixes()
        self._prefixes = {os.path.realpath(sys.prefix), os.path.realpath(sys.base_prefix)}
        self._is_complete = hasattr(sys, "addaudithook")
        self._is_at_work = False

    def start(self):
        self._wrap_environment()
        if not self._is_complete:
            return
        sys.addaudithook(self._hear)
        sys.meta_path.insert(0, self)
        for name in ("stat", "lstat", "access"):
            setattr(os, name, self._telling(getattr(os, name)))

    def _telling(self, function):
        @functools.wraps(function)
        def told(path, *arguments, **keywords):
            self._look(path)
            return function(path, *arguments, **keywords)

        return told

    def _wrap_environment(self):
        kind = type(os.environ)
        get, each = kind.__getitem__, kind.__iter__

        def getitem(environment, name):
            self._variables.add(str(name))
            try:
                return get(environment, name)
            except KeyError:
                UNSET.add(str(name))
                raise

        def iterate(environment):
            self._variables.update(map(str, each(environment)))
            return each(environment)

        kind.__getitem__, kind.__iter__ = getitem, iterate

    def _hear(self, event, arguments):
        if self._is_at_work:
            return
        if event == "open":
            if arguments[0] is not None and not isinstance(arguments[0], int):
                self._look(arguments[0])
        elif event in ("os.listdir", "os.scandir"):
            # Python's own search looks for names that are known; see find_spec.
            if "importlib" not in sys._getframe(1).f_code.co_filename:
                self._list(arguments[0])
        elif event == "sqlite3.connect":
            self._is_complete = self._is_complete and arguments[0] == ":memory:"
        elif event.startswith(self.BEYOND):
            self._is_complete = False

    def _place(self, path):
        """The path in the tree, or None, and the absolute path."""
        path = os.fsdecode(path) if isinstance(path, (bytes, os.PathLike)) else path
        path = os.path.normpath(os.path.join(os.getcwd(), path))
        if any(path.startswith(prefix + os.sep) for prefix in self._prefixes - {self._tree.root}):
            return None, path
        if path == self._tree.root:
            return "", path
        return self._tree.relative(path), path

    def _look(self, path):
        if isinstance(path, int):
            return
        self._is_at_work = True
        try:
            inside, absolute = self._place(path)
        except (TypeError, ValueError):
            return
        finally:
            self._is_at_work = False
        # Python looks whether what it keeps there is older than the source.
        if "__pycache__" in absolute.split(os.sep):
            return
        if inside is None:
            self._add_outside(absolute)
        elif inside:
            self._paths.add(inside)

    def _add_outside(self, path):
        """Folders that the tree itself is in say nothing of it."""
        if not (self._tree.root + os.sep).startswith(path.rstrip(os.sep) + os.sep):
            self._outside.add(path)

    def _list(self, path):
        inside, absolute = self._place(path if path is not None else ".")
        if inside is None:
            self._searched.add(absolute)
        else:
            self._folders.add(inside)

    def find_spec(self, name, path=None, target=None):
        """All files that the module could be: those that are not there must not appear."""
        last = name.rpartition(".")[2]
        for folder in list(sys.path if path is None else path):
            if not isinstance(folder, str):
                continue
            inside, absolute = self._place(folder)
            if inside is None:
                self._searched.add(absolute)
                continue
            stem = os.path.join(inside, last) if inside else last
            self._paths.update([stem, os.path.join(stem, "__init__.py")])
            self._paths.update(stem + suffix for suffix in self._suffixes)
        return None

    def write(self, records):
        if not self._is_complete:
            return
        for module in list(sys.modules.values()):
            file = getattr(module, "__file__", None)
            if isinstance(file, str):
                self._look(file)
        for file in (os.path.realpath(sys.executable), os.path.join(sys.prefix, "pyvenv.cfg")):
            self._look(file)
        for folder in list(self._searched):
            if os.path.isdir(folder):
                for name in os.listdir(folder):
                    if name.endswith(".pth"):
                        self._look(os.path.join(folder, name))
        for name, values in (
            ("path", self._paths),
            ("folder", self._folders),
            ("outside", self._outside),
            ("searched", self._searched),
            ("variable", self._variables),
        ):
            for value in sorted(values):
                records.write(name, value)
        records.write("recorded")


# Failures of the project's own code


def location(error, tree):
    """The innermost line of the project that an error passed, as path:line."""
    if isinstance(error, SyntaxError) and tree.holds(error.filename):
        return "{}:{}".format(tree.relative(error.filename), error.lineno)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if tree.holds(frame.filename):
            return "{}:{}".format(tree.relative(frame.filename), frame.lineno)
    return ""


def reason(error):
    lines = traceback.format_exception_only(type(error), error)
    return lines[-1].strip()


def traceback_tail(error):
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename not in (OWN_FILE, importlib.__file__)
        and not frame.filename.startswith("<frozen importlib")
    ]
    text = traceback.format_list(frames) + traceback.format_exception_only(type(error), error)
    return "\n".join("".join(text).rstrip().splitlines()[-TRACEBACK_LINES:])


def import_failure(error, target, tree):
    facts = {"target": target.text, "location": location(error, tree)}
    if isinstance(error, ConnectionDenied):
        return Failure("connection", **facts)
    missing = getattr(error, "name", None) if isinstance(error, ModuleNotFoundError) else None
    if missing in prefixes(target.module):
        return Failure("module-missing", target=target.text)
    if missing and not tree.has_package(missing):
        return Failure("package-missing", package=missing, **facts)
    variable = unset_variable(error)
    if variable:
        return Failure("variable-missing", variable=variable, **facts)
    return Failure("import", reason=reason(error), traceback=traceback_tail(error), **facts)


def unset_variable(error):
    """The environment variable for want of which an error was raised, as far as its words tell."""
    if isinstance(error, (NameError, AttributeError, ImportError, SyntaxError)):
        return None
    words = re.findall(r"\w+", reason(error).partition(":")[2])
    return next((word for word in words if word in UNSET), None)


class ConnectionDenied(BaseException):
    """Raised where models open a connection while they are imported.

    Code that waits for its database catches Exception and tries again, for ever.
    """


@contextlib.contextmanager
def telling_failures(target, tree):
    """Has what the project's code raises end the run with the place where it did."""
    try:
        yield
    except (Failure, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise import_failure(error, target, tree)


# Targets


class Target:
    """What a project names as the place of its models."""

    def __init__(self, text):
        self.text = text
        path, _, self.attribute = text.partition(":")
        self.folder, _, self.module = path.rpartition("/")

    def load(self, tree):
        """Import the module, and yield the attribute's value where one is named."""
        with telling_failures(self, tree):
            module = importlib.import_module(self.module)
            if not tree.holds_module(module):
                raise Failure("elsewhere", target=self.text, path=str(origin(module)))
            return module, self.value(module) if self.attribute else None

    def value(self, module):
        try:
            expression = ast.parse(self.attribute, mode="eval").body
            call = expression if isinstance(expression, ast.Call) else None
            name = (call.func if call else expression).id
            value = getattr(module, name)
        except (AttributeError, SyntaxError):
            raise Failure("attribute-missing", target=self.text)
        if call is None:
            return value
        arguments = [ast.literal_eval(argument) for argument in call.args]
        keywords = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
        return value(*arguments, **keywords)


# Stubs


STUB_MARK = "git-migrate-stub:"

def makes_schema(name):
    return any(part in name for part in provider.schema_packages)


def refuse_stubs(text):
    if STUB_MARK in text:
        name = text.partition(STUB_MARK)[2].split()[0].strip("'\"(),;")
        raise Failure("stub-in-ddl", package=name)


def terminated(text):
    text = text.strip()
    if "--" in text.splitlines()[-1]:
        return text + "\n;"
    return text if text.endswith(";") else text + ";"


class Stub:
    """Stands for a value of a package that is missing; accepts what is usual during an import.

    It has no length and no number, and its text is marked, so that it cannot end up in DDL.
    """

    def __init__(self, name):
        self.__name__ = self.__qualname__ = name

    def __call__(self, *arguments, **keywords):
        if len(arguments) == 1 and not keywords and is_new(arguments[0], sys._getframe(1)):
            return arguments[0]
        return Stub(self.__name__)

    def __getattr__(self, name):
        if name.startswith("_") and name != "_":
            raise AttributeError(name)
        provider.refuse_stub(self, name)
        return stub_named(name, self.__name__)

    def __getitem__(self, _):
        return Stub(self.__name__)

    def __setitem__(self, _, __):
        pass

    def __mro_entries__(self, bases):
        provider.refuse_base(self, bases, sys._getframe(1).f_globals.get("__name__", ""))
        is_alone = self is bases[0] and all(isinstance(base, Stub) for base in bases)
        return (StubBase,) if is_alone else ()

    def __instancecheck__(self, _):
        return False

    __subclasscheck__ = __contains__ = __instancecheck__

    def __iter__(self):
        return iter(())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False

    def __str__(self):
        return STUB_MARK + self.__name__

    __repr__ = __fspath__ = __str__

    def __format__(self, _):
        return str(self)

    def _same(self, *_):
        return self

    for _name in "add sub mul truediv floordiv mod pow and or xor lshift rshift matmul".split():
        locals()["__{}__".format(_name)] = locals()["__r{}__".format(_name)] = _same
    __neg__ = __pos__ = __abs__ = __invert__ = _same

    def _less(self, _):
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _less


class StubBase:
    """The base of classes that have stubs for bases and nothing else; models are not among them."""

    def __init__(self, *_, **__):
        pass

    def __init_subclass__(cls, **_):
        pass

    def __getattr__(self, name):
        return getattr(Stub(type(self).__name__), name)


def is_new(value, frame):
    """Whether a function or class has no name yet: so a decorator sees what it decorates."""
    if not isinstance(value, (type, types.FunctionType)):
        return False
    name = value.__name__
    return frame.f_locals.get(name, frame.f_globals.get(name)) is not value


def stub_named(name, parent):
    full = "{}.{}".format(parent, name)
    if name.endswith(("Error", "Exception")):
        return type(name, (Exception,), {"__module__": parent})
    return Stub(full)


class StubModule(types.ModuleType):
    __version__ = "99.0.0"

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        value = stub_named(name, self.__name__)
        setattr(self, name, value)
        return value


class StubFinder:
    """Finds, after all others, the modules that are stubs, and those below them."""

    def __init__(self, records):
        self.names = set()
        self._records = records

    def add(self, name):
        if name not in self.names:
            self.names.add(name)
            self._records.write("stub", name)

    def find_spec(self, name, path=None, target=None):
        if name in provider.drivers:
            self.add(name)
        if makes_schema(name) or not self.names.intersection(prefixes(name)):
            return None
        return importlib.util.spec_from_loader(name, self, is_package=True)

    def create_module(self, spec):
        return StubModule(spec.name)

    def exec_module(self, module):
        pass


class StubbingImport:
    """Takes the place of __import__, and answers for what the project's own files cannot import.

    Imports between packages are left alone: many try one and do without. For the same reason an
    import is left alone whose failure the project itself expects.
    """

    def __init__(self, tree, finder):
        self._real = builtins.__import__
        self._tree = tree
        self._finder = finder

    def __call__(self, name, globals=None, locals=None, fromlist=(), level=0):
        load = functools.partial(self._real, name, globals, locals, fromlist, level)
        frame = sys._getframe(1)
        if not self._tree.holds(frame.f_code.co_filename):
            return load()
        try:
            module = load()
        except ImportError as error:
            missing = self._missing(absolute(name, globals, level), error)
            if missing is None or expects_failure(frame):
                raise
            self._finder.add(missing)
            module = load()
        return self._completed(module, fromlist or (), frame)

    def _missing(self, name, error):
        """The outermost package that could not be imported, where a stub may take its place."""
        first = next((prefix for prefix in prefixes(name) if prefix not in sys.modules), None)
        if first is None or makes_schema(name):
            return None
        is_absent = isinstance(error, ModuleNotFoundError) and error.name == first
        return first if is_absent or not self._tree.has_package(name) else None

    def _completed(self, module, names, frame):
        """The module, or a copy of it that has stubs for names that have gone from a package."""
        gone = [name for name in names if name != "*" and not hasattr(module, name)]
        if not gone or makes_schema(module.__name__) or self._tree.holds_module(module):
            return module
        if expects_failure(frame):
            return module
        copy = types.ModuleType(module.__name__)
        copy.__dict__.update(vars(module))
        for name in gone:
            self._finder.add("{}.{}".format(module.__name__, name))
            setattr(copy, name, stub_named(name, module.__name__))
        return copy


def absolute(name, globals, level):
    if level == 0:
        return name
    return importlib.util.resolve_name("." * level + name, globals["__package__"])


def expects_failure(frame):
    """Whether the import that a frame executes is in a try statement that catches its error."""
    with open(frame.f_code.co_filename, "rb") as file:
        module = ast.parse(file.read())
    return any(
        isinstance(inner, (ast.Import, ast.ImportFrom)) and inner.lineno == frame.f_lineno
        for node in ast.walk(module)
        if isinstance(node, ast.Try) and any(map(catches_import_error, node.handlers))
        for statement in node.body
        for inner in ast.walk(statement)
    )


def catches_import_error(handler):
    if handler.type is None:
        return True
    caught = {getattr(node, "id", "") for node in ast.walk(handler.type)}
    return bool(caught & {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})


def install_stubs(tree, records):
    finder = StubFinder(records)
    sys.meta_path.append(finder)
    builtins.__import__ = StubbingImport(tree, finder)


# The run


def run(dialect, missing, targets, records):
    sys.dont_write_bytecode = True
    tree = Tree(os.getcwd(), [target.folder for target in targets if target.folder])
    sys.path[:] = tree.import_roots + [path for path in sys.path if path]
    sys.argv[1:] = []
    recorder = Recorder(tree)
    recorder.start()
    if importlib.util.find_spec(provider.package) is None:
        raise Failure("package-missing", package=provider.package)
    provider.deny_connections()
    provider.allows_stubs = missing == "stub"
    if provider.allows_stubs:
        install_stubs(tree, records)
    provider.print_ddl(dialect, targets, tree, records)
    recorder.write(records)


def main(knowing):
    global provider
    provider = knowing
    records = Records()
    dialect, missing, targets = sys.argv[1], sys.argv[2], sys.argv[3:]
    try:
        run(dialect, missing, [provider.target(text) for text in targets], records)
    except Failure as failure:
        failure.report(records)
    records.close()
    sys.stderr.flush()
    # A thread that the models have started would keep the process alive.
    os._exit(0)
