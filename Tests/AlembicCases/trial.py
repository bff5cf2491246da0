"""One case from the first release to the way back, as a person would go through it."""

from __future__ import annotations

import re
from dataclasses import replace

from case import Case
from catalog import Catalog, differences
from dialogue import Wrong, accepted_hazards, offers, renames, reply, summary
from rows import Agreement, losses
from state import State
from workspace import Answer, Workspace

MAXIMUM_QUESTIONS = 8
SEPARATE_OBJECTS = ("index ", "trigger ", "view ")


class Trial:
    """A run through a case, with the questions that came up in it."""

    def __init__(self, case: Case, workspace: Workspace):
        self.case = case
        self.workspace = workspace
        self.questions: list[str] = []
        self.notes: list[str] = []
        self._old = self._declared(case.models_before)
        self._new = self._declared(case.models_after)
        self._agreement = Agreement()
        self._has_warned_of_rows = False
        self._undeclared: Catalog = {}
        """The objects that are in the database and in no model; nobody may touch them."""

    @property
    def has_change(self) -> bool:
        """Whether the models declare another schema than before."""
        return self._old.catalog != self._new.catalog

    def run(self) -> None:
        """Goes through the case.

        Raises:
            Wrong: where git-migrate has not done what it must.
        """
        self._release_first()
        deployed = self._state()
        self._undeclared = self._strangers(deployed)
        is_written = self._prepare_change()
        self._review()
        origin, upgraded = self._upgrade(deployed)
        if is_written:
            self._return(origin, upgraded)

    # The first release

    def _release_first(self) -> None:
        self.workspace.write_models(self.case.models_before)
        if self.case.database:
            self._release_without_revisions()
        else:
            self._release_with_revision()
        self.workspace.database.execute(self.case.rows, self.case.enforces_foreign_keys)

    def _release_without_revisions(self) -> None:
        """The release and its database are older than the project's use of git-migrate."""
        self.workspace.commit("Add the models")
        self.workspace.git("tag", "--annotate", "--message", "v1.0", "v1.0")
        self.workspace.database.execute(self.case.database)

    def _release_with_revision(self) -> None:
        self._succeed("prepare")
        self.workspace.commit("Add the models")
        self._succeed("upgrade", "--database", self.workspace.database.url)
        self._expect(self._state(), self._old.catalog, "the first upgrade")
        self._succeed("release", "v1.0")

    # The change

    def _prepare_change(self) -> bool:
        """Writes and commits the revision of the change; tells whether there is one."""
        self.workspace.write_models(self.case.models_after)
        known = set(self.workspace.revisions())
        answer = self._prepare()
        self._agreement = Agreement(renames(answer), accepted_hazards(answer))
        self._has_warned_of_rows = "can fail on existing rows" in answer.errors
        if self._agreement.renames and not self.case.is_rename:
            raise Wrong(f"prepare takes for renamed what is not: {self._agreement.renames}")
        self.workspace.commit("Change the models")
        is_written = bool(set(self.workspace.revisions()) - known)
        if self.has_change and not is_written:
            raise Wrong("prepare misses the change")
        return is_written

    def _prepare(self) -> Answer:
        """Runs `prepare` and answers what it asks until it asks no more."""
        options: list[str] = []
        for _ in range(MAXIMUM_QUESTIONS):
            answer = self.workspace.migrate("prepare", "v1.0", *options)
            if not offers(answer):
                return _successful(answer)
            self.questions.append(summary(answer))
            options += reply(answer, self._new.types, self.case.is_rename)
        raise Wrong(f"prepare does not stop asking: {self.questions[-1]}")

    def _review(self) -> None:
        """What a reviewer and a continuous integration run on the commit."""
        self._succeed("check")
        again = self._succeed("prepare", "-n", "v1.0")
        if "Nothing to do" not in again.output:
            raise Wrong("a second prepare finds something to do")
        self._succeed("release", "-n", "v1.1")

    # The database

    def _upgrade(self, deployed: State) -> tuple[State, State]:
        """Upgrades the database; returns what it must go back to, and what it is now."""
        answer = self._run_on_database("upgrade")
        origin = deployed
        if answer.status != 0:
            origin = self._clear_the_way(answer, deployed)
            _successful(self._run_on_database("upgrade"))
        upgraded = self._state()
        self._expect(upgraded, {**self._new.catalog, **self._undeclared}, "the upgrade")
        self._expect_rows(origin, upgraded, self._agreement, "the upgrade")
        if any(upgraded.order[table] != order for table, order in self._new.order.items()):
            self.notes.append("columns in another order")
        return origin, upgraded

    def _return(self, origin: State, upgraded: State) -> None:
        """Goes back to the first release, and to the second one again."""
        _successful(self._run_on_database("downgrade", "-1"))
        restored = self._state()
        self._expect(restored, origin.catalog, "the downgrade")
        self._expect_rows(upgraded, restored, self._agreement.reversed(), "the downgrade")
        _successful(self._run_on_database("upgrade"))
        again = self._state()
        self._expect(again, upgraded.catalog, "the second upgrade")
        self._expect_rows(restored, again, self._agreement, "the second upgrade")

    # A database that is not what the project takes it for

    def _clear_the_way(self, refusal: Answer, deployed: State) -> State:
        """Does what a person does about an upgrade that has been refused.

        Returns:
            What the database is to go back to.
        """
        self.questions.append(summary(refusal))
        if self._state() != deployed:
            raise Wrong(f"a refused upgrade changes the database: {summary(refusal)}")
        if "git migrate stamp" in refusal.errors:
            return self._stamp(refusal, deployed)
        if self._has_warned_of_rows:
            return self._give_up_rows(deployed)
        views = [name for name in deployed.definitions if f"view {name}" in refusal.errors]
        if not views:
            raise Wrong(f"upgrade: {summary(refusal)}")
        return self._drop_views(views, deployed)

    def _stamp(self, refusal: Answer, deployed: State) -> State:
        """Insists that the database stands at the first release.

        What the refusal has named of a table becomes as the models have it when the table is
        rebuilt; the rest must stay, and so must all that is an object of its own.
        """
        baseline = self.workspace.revisions()[0].name.partition("_")[0]
        _successful(self._run_on_database("stamp", "--force", baseline))
        self._undeclared = {
            key: text
            for key, text in self._undeclared.items()
            if key.startswith(SEPARATE_OBJECTS) or key.rpartition(" ")[2] not in refusal.errors
        }
        return replace(deployed, catalog={**self._old.catalog, **self._undeclared})

    def _give_up_rows(self, deployed: State) -> State:
        """Deletes the rows that the new schema has no room for."""
        self.workspace.database.execute(
            f'DELETE FROM "{table}"' for table, rows in deployed.rows.items() if rows
        )
        return self._state()

    def _drop_views(self, views: list[str], deployed: State) -> State:
        """Gives up views that are in the way, if they really are."""
        self.workspace.database.execute(f'DROP VIEW "{view}"' for view in views)
        origin = self._state()
        needless = [view for view in views if self._would_survive(deployed.definitions[view])]
        if needless:
            raise Wrong(f"{self.questions[-1]}, although the new schema allows it")
        self._undeclared = self._strangers(origin)
        return origin

    def _would_survive(self, definition: str) -> bool:
        """Whether a view can be read in a database of the new models."""
        if self.workspace.engine.holds_columns_of_views:
            return False
        database = self.workspace.declared(self.case.models_after)
        database.execute([definition])
        return not database.state().broken_views

    def _strangers(self, state: State) -> Catalog:
        """The objects that no model declares; a declared table is none, whatever it has."""
        unknown = {key: text for key, text in state.catalog.items() if key not in self._old.catalog}
        return {
            key: text
            for key, text in unknown.items()
            if key.startswith(SEPARATE_OBJECTS)
            or not any(re.search(rf"\b{table}\b", key) for table in self._old.types)
        }

    # Steps and expectations

    def _state(self) -> State:
        return self.workspace.database.state()

    def _declared(self, models: str) -> State:
        return self.workspace.declared(models).state()

    def _run_on_database(self, verb: str, *arguments: str) -> Answer:
        return self.workspace.migrate(verb, *arguments, "--database", self.workspace.database.url)

    def _succeed(self, *arguments: str) -> Answer:
        return _successful(self.workspace.migrate(*arguments))

    def _expect(self, state: State, catalog: Catalog, step: str) -> None:
        found = differences(state.catalog, catalog)
        found += [f"view {view} cannot be read" for view in state.broken_views]
        if state.orphans:
            found.append(f"{state.orphans} rows refer to rows that are not there")
        if found:
            raise Wrong(f"after {step}: {'; '.join(found)}")

    def _expect_rows(self, old: State, new: State, agreement: Agreement, step: str) -> None:
        found = losses(old.rows, new.rows, agreement, self.workspace.engine.keeps)
        if found:
            raise Wrong(f"after {step}: {'; '.join(found)}")


def _successful(answer: Answer) -> Answer:
    if answer.status != 0:
        raise Wrong(f"{answer.command.split()[2]}: {summary(answer)}")
    return answer
