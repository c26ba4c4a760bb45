"""What drivers raise becomes what the house knows: tried again, or said in Chinese."""

from __future__ import annotations

import errno

import pytest

from flows.storage.faults import FOREIGN, STATUSES, WORDS, patiently, system_error, trouble
from flows.transient import RETRIES, is_transient


def foreign(name: str, base: type[Exception] = Exception, **fields: object) -> Exception:
    """Return an exception as a driver raises it, without the driver."""
    module, _, plain = name.rpartition(".")
    kind: type[Exception] = type(plain, (base,), {"__module__": module, **fields})
    return kind("http://u:geheim@host")


@pytest.mark.parametrize("row", [row for row in FOREIGN if not row[0].startswith("builtins")])
def test_a_drivers_exception_is_an_error_of_the_system(row: tuple[str, str, str]) -> None:
    found = system_error(foreign(row[0]))
    assert found is not None
    assert found.errno == getattr(errno, row[1])
    assert "geheim" not in str(found)


def test_one_that_derives_from_a_known_one_is_known() -> None:
    base = type(foreign("botocore.exceptions.ConnectionError"))
    found = system_error(foreign("botocore.exceptions.EndpointConnectionError", base))
    assert is_transient(found)


@pytest.mark.parametrize("row", STATUSES)
def test_a_status_of_smb_is_known_whatever_number_the_driver_gives(
    row: tuple[int, str, str],
) -> None:
    error = foreign("smbprotocol.exceptions.SMBOSError", OSError, ntstatus=row[0], errno=0)
    found = system_error(error)
    assert found is not None
    assert found.errno == getattr(errno, row[1])


def test_a_number_without_its_class_gets_the_class() -> None:
    error = foreign("smbprotocol.exceptions.SMBOSError", OSError, errno=errno.ENOENT)
    assert isinstance(system_error(error), FileNotFoundError)


@pytest.mark.parametrize(
    ("error", "number"),
    [
        (PermissionError("Access Denied"), errno.EACCES),
        (FileNotFoundError("bucket/key"), errno.ENOENT),
        (TimeoutError("slow"), errno.ETIMEDOUT),
        (ConnectionResetError("gone"), errno.ECONNRESET),
        (OSError("something"), errno.EIO),
    ],
)
def test_an_error_of_python_without_a_number_gets_one(error: OSError, number: int) -> None:
    found = system_error(error)
    assert found is not None
    assert found.errno == number


@pytest.mark.parametrize("error", [TypeError("x"), KeyError("x"), AssertionError("x")])
def test_a_mistake_of_the_program_is_not_dressed_up(error: Exception) -> None:
    assert system_error(error) is None
    with pytest.raises(type(error)):
        patiently(lambda: _raise(error))


def test_a_driver_nobody_knows_needs_a_person() -> None:
    found = system_error(foreign("gcsfs.retry.HttpError"))
    assert found is not None
    assert not is_transient(found)


class TestTryingAgain:
    """As the table says, and no more often."""

    def test_what_passes_is_waited_for(self) -> None:
        left, slept = [OSError(errno.EIO, "x")] * len(RETRIES), list[float]()

        def stumble() -> str:
            if left:
                raise left.pop()
            return "done"

        assert patiently(stumble, slept.append) == "done"
        assert all(least <= pause <= 2 * least for least, pause in zip(RETRIES, slept, strict=True))

    def test_what_does_not_pass_is_raised_after_the_last_try(self) -> None:
        slept = list[float]()
        with pytest.raises(OSError, match="x"):
            patiently(lambda: _raise(OSError(errno.EIO, "x")), slept.append)
        assert len(slept) == len(RETRIES)

    def test_what_needs_a_person_is_raised_at_once(self) -> None:
        slept = list[float]()
        with pytest.raises(PermissionError):
            patiently(lambda: _raise(PermissionError("x")), slept.append)
        assert slept == []

    def test_what_the_driver_held_is_in_no_chain_of_causes(self) -> None:
        with pytest.raises(OSError) as caught:  # noqa: PT011 - which one is another test's matter
            patiently(lambda: _raise(foreign("botocore.exceptions.NoCredentialsError")))
        assert caught.value.__suppress_context__


@pytest.mark.parametrize("name", [name for row in WORDS for name in row[0]])
def test_each_fault_is_said_with_place_and_remedy(name: str) -> None:
    raised = trouble(OSError(getattr(errno, name), "x"), "s3://b/u:p@x", "打不开")
    assert raised.remedy
    assert "打不开：s3://b/" in str(raised)
    assert name not in str(raised)


def test_a_fault_without_words_gives_its_number() -> None:
    assert "ELOOP" in str(trouble(OSError(errno.ELOOP, "x"), "s3://b", "打不开"))


def test_every_row_has_its_reason() -> None:
    assert all(row[2] for row in (*FOREIGN, *STATUSES, *WORDS))


def _raise(error: Exception) -> object:
    raise error
