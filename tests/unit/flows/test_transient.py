"""Which errors are tried again: those of a moment, and no other."""

from __future__ import annotations

import errno

import pytest

from flows.transient import NUMBERS, TRANSIENT, is_transient
from tasks.errors import PointerError, PublishError, WorkspaceError

FOR_GOOD = ("ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "ENOENT", "ENAMETOOLONG", "ELOOP")


@pytest.mark.parametrize("name", [name for name, _ in TRANSIENT if hasattr(errno, name)])
def test_a_moment_may_mend_it(name: str) -> None:
    assert is_transient(OSError(getattr(errno, name), "x"))


@pytest.mark.parametrize("name", FOR_GOOD)
def test_a_person_has_to_mend_it(name: str) -> None:
    assert not is_transient(OSError(getattr(errno, name), "x"))
    assert getattr(errno, name) not in NUMBERS


@pytest.mark.parametrize("kind", [PublishError, WorkspaceError])
def test_the_systems_error_behind_ours_decides(kind: type[PublishError]) -> None:
    for number, transient in ((errno.EIO, True), (errno.ENOSPC, False)):
        error = kind("x")
        error.__cause__ = OSError(number, "x")
        assert is_transient(error) is transient
    assert not is_transient(kind("x"))


def test_what_is_already_published_is_not_published_again() -> None:
    error = PointerError("x")
    error.__cause__ = OSError(errno.EBUSY, "x")
    assert not is_transient(error)


def test_every_row_has_its_reason() -> None:
    assert all(reason for _, reason in TRANSIENT)
    assert len({name for name, _ in TRANSIENT}) == len(TRANSIENT)
