"""What drivers say of a file, and whether that proves that it is the same."""

from __future__ import annotations

import datetime as dt

import pytest

from flows.storage.contents import DOUBTFUL, entry_of

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
S3 = {"name": "b/inbox/a.docx", "type": "file", "size": 3, "ETag": '"x"', "LastModified": NOON}
LOCAL = {"name": "/b/inbox/a.docx", "type": "file", "size": 3, "mtime": 1000.5, "created": 1000.0}
MEMORY = {"name": "/b/inbox/a.docx", "type": "file", "size": 3, "created": NOON.timestamp()}
BARE = {"name": "b/inbox/a.docx", "type": "file", "size": None}


@pytest.mark.parametrize("row", [S3, LOCAL, MEMORY, BARE])
def test_a_file_is_named_as_in_its_folder(row: dict[str, object]) -> None:
    found = entry_of(row, "b/inbox")
    assert found is not None
    assert (found.name, found.folder, found.size) == ("a.docx", False, row["size"])


@pytest.mark.parametrize("name", ["b/inbox", "b/inbox/", "/b/inbox/"])
def test_the_folder_itself_is_not_in_it(name: str) -> None:
    assert entry_of({"name": name, "type": "directory", "size": 0}, "b/inbox") is None


def test_a_mark_that_a_console_made_for_a_folder_is_no_file() -> None:
    assert entry_of({"name": "b/inbox/sub/", "type": "file", "size": 0}, "b/inbox") is None


def test_a_folder_with_a_slash_at_its_end_is_a_folder() -> None:
    found = entry_of({"name": "/b/inbox/sub/", "type": "directory", "size": 0}, "/b/inbox")
    assert found is not None
    assert (found.name, found.folder) == ("sub", True)


@pytest.mark.parametrize(
    ("row", "change"),
    [
        (S3, {"ETag": '"y"'}),
        (S3, {"LastModified": NOON + dt.timedelta(seconds=1)}),
        (LOCAL, {"mtime": 1000.75}),
        (LOCAL, {"created": 1001.0}),
        (MEMORY, {"created": 1.0}),
    ],
)
def test_another_version_is_another(row: dict[str, object], change: dict[str, object]) -> None:
    before, after = entry_of(row, "b/inbox"), entry_of({**row, **change}, "b/inbox")
    assert before is not None
    assert after is not None
    assert before.version != after.version


@pytest.mark.parametrize(
    ("row", "age", "certain"),
    [
        (S3, 0.0, True),
        (LOCAL, DOUBTFUL - 1, False),
        (LOCAL, DOUBTFUL, True),
        (BARE, 1e9, False),
    ],
)
def test_a_time_alone_proves_nothing_while_it_is_young(
    row: dict[str, object], age: float, *, certain: bool
) -> None:
    found = entry_of(row, "b/inbox")
    assert found is not None
    assert found.is_certain((found.modified or 0.0) + age) is certain
