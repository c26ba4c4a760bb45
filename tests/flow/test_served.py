"""A served run: only when something changed, never of half a file, and honest about faults."""

from __future__ import annotations

import datetime as dt
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flows import served
from flows.arrivals import digest
from flows.listing import sent, take_listing
from flows.lock import only_run
from flows.memory import recall
from flows.notice import Event, Notice
from flows.outcome import Outcome
from flows.reminding import remind
from flows.retention import surplus
from flows.served import Clock, Done, carry_out, settled
from flows.settings import Order, Workspace
from flows.watch import Step
from tasks.artefact import Output
from tasks.delivery import outbox as outbox_module
from tasks.delivery.outbox import LATEST, withdraw
from tasks.errors import ProfileError, PublishError, WorkspaceError
from tasks.ledger import Ledger
from tasks.profile.serving import Arrival, Serving
from tests.flow.conftest import DEPARTMENTS
from tests.flow.quick import at, run_quickly
from tests.flow.workspaces import outputs, report_of, write_docx

NAME = "区水利局2025年法治政府建设年度报告.docx"
TERMS = Arrival(settle_seconds=10, patience_seconds=100)


class FakeTime:
    """Time that passes only when somebody sleeps; `meanwhile` happens then."""

    def __init__(self, meanwhile: Callable[[float], None] = lambda _: None) -> None:
        self.now = 0.0
        self._meanwhile = meanwhile

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self._meanwhile(self.now)

    @property
    def clock(self) -> Clock:
        return Clock(monotonic=lambda: self.now, sleep=self.sleep)


class Office:
    """Hears what people are told."""

    def __init__(self, missed: tuple[str, ...] = ()) -> None:
        self.notices: list[Notice] = []
        self._missed = missed

    def tell(self, _serving: Serving, notice: Notice) -> tuple[str, ...]:
        self.notices.append(notice)
        return self._missed

    @property
    def events(self) -> list[Event]:
        return [notice.event for notice in self.notices]


@pytest.fixture
def office() -> Office:
    return Office()


def serve_once(
    workspace: Workspace, office: Office, run: Callable[[Order], Outcome] = run_quickly
) -> Done:
    return carry_out(workspace, run, tell=office.tell, clock=FakeTime().clock)


def runs(workspace: Workspace) -> list[str]:
    return sorted(path.parent.name for path in workspace.outbox.glob("2025/2*/manifest.json"))


def latest(workspace: Workspace) -> str:
    return (workspace.outbox / "2025" / LATEST).resolve().name


class TestChanges:
    """A run is made when something changed, and only then."""

    def test_the_first_run_is_made_and_people_are_told(
        self, workspace: Workspace, office: Office
    ) -> None:
        done = serve_once(workspace, office)
        assert done.outcome is not None
        assert office.events == [Event.RUN]
        assert recall(workspace).covered == digest(take_listing(workspace))

    def test_without_a_change_no_second_run_is_made_and_nobody_is_told(
        self, workspace: Workspace, office: Office
    ) -> None:
        first = serve_once(workspace, office)
        second = serve_once(workspace, office)
        assert second.outcome is None
        assert second.folder == first.folder
        assert len(runs(workspace)) == len(office.notices) == 1

    @pytest.mark.parametrize("what", ["report", "roster", "program", "outputs"])
    def test_whatever_the_outputs_depend_on_makes_a_new_run(
        self, workspace: Workspace, office: Office, monkeypatch: pytest.MonkeyPatch, what: str
    ) -> None:
        first = serve_once(workspace, office)
        if what == "report":
            write_docx(workspace.inbox / NAME, report_of("区水利局", 6))
        elif what == "roster":
            with (workspace.profile / "roster.csv").open("a", encoding="utf-8") as roster:
                roster.write("区民政局,,局\n")
        elif what == "program":
            monkeypatch.setattr(served, "program_digest", lambda: "another")
        else:
            (Path(first.folder) / "manifest.json").unlink()
        second = serve_once(workspace, office)
        assert second.outcome is not None

    def test_a_changed_report_is_named_in_what_changed(
        self, workspace: Workspace, office: Office
    ) -> None:
        serve_once(workspace, office)
        write_docx(workspace.inbox / NAME, report_of("区水利局", 6))
        serve_once(workspace, office)
        assert "重新报送（1）：区水利局。" in office.notices[-1].text
        assert "→" in office.notices[-1].text

    def test_a_changed_serving_file_makes_no_run(
        self, workspace: Workspace, office: Office
    ) -> None:
        serve_once(workspace, office)
        (workspace.profile / "serving.toml").write_text("[server]\nport = 0\n", "utf-8")
        assert serve_once(workspace, office).outcome is None

    def test_a_damaged_memory_costs_a_run_and_nothing_else(
        self, workspace: Workspace, office: Office
    ) -> None:
        serve_once(workspace, office)
        (workspace.serving / "memory.json").write_text("{", "utf-8")
        assert serve_once(workspace, office).outcome is not None
        assert recall(workspace).run == latest(workspace)


class TestCopying:
    """A file that is still being copied is waited for."""

    def test_a_run_begins_once_the_file_is_whole(self, workspace: Workspace) -> None:
        half = workspace.inbox / "慢.docx"

        def copy(now: float) -> None:
            if now < 30:
                with half.open("ab") as file:
                    file.write(b"x")

        time = FakeTime(copy)
        half.write_bytes(b"x")
        listing = settled(workspace, TERMS, "", time.clock)
        assert time.now >= 30 + TERMS.settle_seconds - 1
        assert listing[f"inbox/{half.name}"].size == half.stat().st_size

    def test_a_file_that_never_ends_is_waited_for_no_longer_than_patience(
        self, workspace: Workspace
    ) -> None:
        grows = workspace.inbox / "无尽.docx"
        grows.write_bytes(b"x")

        def grow(now: float) -> None:
            grows.write_bytes(b"x" * int(now + 2))

        time = FakeTime(grow)
        settled(workspace, TERMS, "", time.clock)
        assert time.now <= TERMS.patience_seconds + 1

    def test_what_the_watcher_has_seen_settle_is_not_waited_for_again(
        self, workspace: Workspace
    ) -> None:
        time = FakeTime()
        settled(workspace, TERMS, digest(take_listing(workspace)), time.clock)
        assert time.now == 0

    @pytest.mark.parametrize(
        "name", ["~$报告.docx", ".报告.docx", "报告.docx.tmp", "报告.docx.part", "空.docx"]
    )
    def test_what_is_no_report_yet_is_no_arrival(self, workspace: Workspace, name: str) -> None:
        before = take_listing(workspace)
        (workspace.inbox / name).write_bytes(b"" if name == "空.docx" else b"x")
        assert take_listing(workspace) == before

    def test_files_in_folders_count(self, workspace: Workspace) -> None:
        (workspace.inbox / "第二批").mkdir()
        (workspace.inbox / "第二批" / "a.docx").write_bytes(b"x")
        assert sent(take_listing(workspace)) == len(DEPARTMENTS) + 1


class TestFaults:
    """Whatever goes wrong, earlier runs stay, and the next run is complete."""

    def test_a_share_that_vanishes_while_it_is_read_makes_no_run(
        self, workspace: Workspace, office: Office
    ) -> None:
        before = serve_once(workspace, office)
        away = workspace.root / "away"
        write_docx(workspace.inbox / NAME, report_of("区水利局", 6))
        with pytest.raises(WorkspaceError, match="收件目录打不开"):
            serve_once(workspace, office, at(Step.EXAMINE, lambda: workspace.inbox.rename(away)))
        assert runs(workspace) == [Path(before.folder).name]
        away.rename(workspace.inbox)
        after = serve_once(workspace, office)
        assert after.outcome is not None
        assert len(after.outcome.district.reports) == len(DEPARTMENTS)

    @pytest.mark.parametrize("step", [Step.TAKE_IN, Step.EXAMINE])
    def test_a_mount_that_leaves_an_empty_folder_makes_no_run(
        self, workspace: Workspace, office: Office, step: Step
    ) -> None:
        before = serve_once(workspace, office)
        write_docx(workspace.inbox / NAME, report_of("区水利局", 6))

        def unmount() -> None:
            workspace.inbox.rename(workspace.root / "away")
            workspace.inbox.mkdir()

        with pytest.raises(WorkspaceError, match="变空"):
            serve_once(workspace, office, at(step, unmount))
        assert runs(workspace) == [Path(before.folder).name]

    def test_a_share_that_is_not_there_makes_no_run_and_is_told_once(
        self, workspace: Workspace, office: Office
    ) -> None:
        serve_once(workspace, office)
        workspace.inbox.rename(workspace.root / "away")
        for _ in range(3):
            with pytest.raises(WorkspaceError):
                serve_once(workspace, office)
        assert office.events == [Event.RUN, Event.FAILURE]

    def test_an_inbox_that_is_suddenly_empty_is_no_district_that_is_silent(
        self, workspace: Workspace, office: Office
    ) -> None:
        before = serve_once(workspace, office)
        for path in workspace.inbox.glob("*.docx"):
            path.unlink()
        with pytest.raises(WorkspaceError, match="现在是空的"):
            serve_once(workspace, office)
        assert latest(workspace) == Path(before.folder).name

    def test_a_file_replaced_while_it_is_read_never_stands_under_the_others_hash(
        self, workspace: Workspace, office: Office
    ) -> None:
        change = at(
            Step.EXAMINE, lambda: write_docx(workspace.inbox / NAME, report_of("区水利局", 7))
        )
        done = serve_once(workspace, office, change)
        assert done.outcome is not None
        refused = [item.rejection for item in done.outcome.district.receipts if item.rejection]
        assert [item.code for item in refused] == ["changed_while_reading"]
        assert recall(workspace).covered != digest(take_listing(workspace))
        again = serve_once(workspace, office)
        assert again.outcome is not None
        assert [item for item in again.outcome.district.receipts if item.rejection] == []

    @pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
    def test_a_file_that_cannot_be_read_costs_a_few_runs_and_not_one_an_hour(
        self, workspace: Workspace, office: Office
    ) -> None:
        os.mkfifo(workspace.inbox / "坏.docx")  # no file, and stays so
        made = [serve_once(workspace, office).outcome for _ in range(served.TRIES + 2)]
        assert sum(outcome is not None for outcome in made) == served.TRIES

    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
    @pytest.mark.parametrize("nth", [1, 2])
    def test_a_disk_that_takes_no_more_leaves_the_earlier_run_and_the_next_completes(
        self,
        workspace: Workspace,
        office: Office,
        monkeypatch: pytest.MonkeyPatch,
        number: int,
        nth: int,
    ) -> None:
        before = serve_once(workspace, office)
        kept = outputs(Path(before.folder))
        write_docx(workspace.inbox / NAME, report_of("区水利局", 6))
        real, left = outbox_module._put, [nth]  # noqa: SLF001 - the disk's end is put here

        def full(artefact: Output, path: Path) -> bool:
            left[0] -= 1
            if left[0] == 0:
                raise OSError(number, "refused")
            return real(artefact, path)

        with monkeypatch.context() as patch:
            patch.setattr(outbox_module, "_put", full)
            with pytest.raises(PublishError):
                serve_once(workspace, office)
        assert runs(workspace) == [Path(before.folder).name]
        assert outputs(Path(before.folder)) == kept
        assert [path.name for path in (workspace.outbox / "2025").glob(".*")] == []
        assert serve_once(workspace, office).outcome is not None

    def test_a_clock_that_went_back_finds_another_name(
        self, workspace: Workspace, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(served, "_now", lambda: "2026-03-02T09:00:00+0800")
        monkeypatch.setattr("time.strftime", lambda _: "20260302-090000")
        serve_once(workspace, office)
        write_docx(workspace.inbox / NAME, report_of("区水利局", 6))
        serve_once(workspace, office)
        assert runs(workspace) == ["20260302-090000", "20260302-090000-2"]
        assert latest(workspace) == "20260302-090000-2"

    def test_a_faulty_profile_is_told_and_mended(
        self, workspace: Workspace, office: Office
    ) -> None:
        roster = workspace.profile / "roster.csv"
        good = roster.read_text("utf-8")
        roster.write_text(good + good, encoding="utf-8")
        with pytest.raises(ProfileError):
            serve_once(workspace, office)
        roster.write_text(good, encoding="utf-8")
        assert serve_once(workspace, office).outcome is not None
        assert office.events == [Event.FAILURE, Event.RUN]

    def test_a_notice_that_cannot_be_sent_fails_nothing_and_is_said(
        self, workspace: Workspace
    ) -> None:
        done = serve_once(workspace, Office(missed=("邮件未能发送（拒绝）。",)))
        assert done.outcome is not None
        assert done.missed == ("邮件未能发送（拒绝）。",)
        assert recall(workspace).covered

    def test_a_run_by_hand_that_goes_on_is_waited_for_and_then_given_up(
        self, workspace: Workspace, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(served, "LOCK_PATIENCE", 0.6)
        with only_run(workspace), pytest.raises(WorkspaceError, match="正在进行"):
            serve_once(workspace, office)
        assert serve_once(workspace, office).outcome is not None


class TestRetention:
    """What is too many goes; what people look at stays."""

    def test_as_many_runs_stay_as_the_profile_says(
        self, workspace: Workspace, office: Office
    ) -> None:
        (workspace.profile / "serving.toml").write_text("[retention]\nkeep_runs = 2\n", "utf-8")
        made = []
        for trainings in (1, 2, 3):
            write_docx(workspace.inbox / NAME, report_of("区水利局", trainings))
            made.append(Path(serve_once(workspace, office).folder).name)
        assert runs(workspace) == sorted(made[1:])
        assert latest(workspace) == made[-1]
        with Ledger(workspace.ledger) as ledger:
            assert [run.run for run in ledger.runs()] == made

    @pytest.mark.parametrize(
        ("keep", "gone"), [(0, ()), (1, ("a", "b")), (2, ("a",)), (3, ()), (9, ())]
    )
    def test_the_oldest_go_first(self, keep: int, gone: tuple[str, ...]) -> None:
        assert surplus(("a", "b", "c"), keep) == gone

    def test_what_the_newest_pointer_leads_to_is_never_removed(
        self, workspace: Workspace, office: Office
    ) -> None:
        run = Path(serve_once(workspace, office).folder).name
        for name in (run, LATEST, "..", "unknown"):
            assert not withdraw(outbox=workspace.outbox, year=2025, run=name)
        assert runs(workspace) == [run]


def test_a_reminder_is_sent_once_on_its_day(workspace: Workspace, office: Office) -> None:
    (workspace.profile / "serving.toml").write_text("[reminders]\ndays_before = [7]\n", "utf-8")
    (workspace.inbox / NAME).unlink()
    serve_once(workspace, office)
    now = dt.datetime(2026, 2, 22, 2, tzinfo=dt.UTC)  # ten o'clock in Shanghai
    for _ in range(2):
        remind(workspace, now, office.tell)
    assert office.events == [Event.RUN, Event.REMINDER]
    assert "区水利局" in office.notices[-1].text


def test_a_reminder_that_could_not_be_sent_is_due_again(workspace: Workspace) -> None:
    (workspace.profile / "serving.toml").write_text("[reminders]\ndays_before = [7]\n", "utf-8")
    now = dt.datetime(2026, 2, 22, 2, tzinfo=dt.UTC)
    closed, office = Office(missed=("邮件未能发送。",)), Office()
    assert remind(workspace, now, closed.tell) == ("邮件未能发送。",)
    remind(workspace, now, office.tell)
    assert office.events == [Event.REMINDER]
