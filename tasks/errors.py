"""The errors that stop a run, each with its meaning, its remedy and its exit code.

    HuizongError                 exit 2
    ├── ProfileError             the profile has faults; all of them are listed
    ├── WorkspaceError           the folder is no workspace, or may not be written
    ├── LedgerError              the ledger file is damaged or from a newer version
    ├── VerificationError        an output would say something the data does not
    └── PublishError             the outputs could not be put into the outbox
        └── PointerError         they are there, but 最新 does not lead to them

Bad input is not here: a file that cannot be read is a `Rejection`, a value.
"""

from __future__ import annotations

from typing import ClassVar


class HuizongError(Exception):
    """The root: something that a person has to mend before a run can go on.

    `str(error)` is a Chinese message; `remedy` is what to do, in Chinese.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, *, remedy: str = "") -> None:
        """Keep the message and the remedy, both in Chinese."""
        super().__init__(message)
        self.remedy = remedy


class ProfileError(HuizongError):
    """The profile has faults.

    `faults` holds one Chinese line per fault, each naming file, line or row, and remedy.
    """

    def __init__(self, faults: tuple[str, ...]) -> None:
        """Join the faults into one message."""
        super().__init__(
            "配置有误：\n" + "\n".join(f"  · {fault}" for fault in faults),
            remedy="请按提示修改 profile 目录下的文件后重新运行。",
        )
        self.faults = faults

    def __reduce__(self) -> tuple[type[ProfileError], tuple[tuple[str, ...]]]:
        """Survive the way back from a worker process."""
        return (type(self), (self.faults,))


class WorkspaceError(HuizongError):
    """The folder given is no workspace, or it cannot be written."""


class LedgerError(HuizongError):
    """The ledger is damaged or was written by a newer version."""


class VerificationError(HuizongError):
    """An output holds a number or a sentence that no figure or block stands behind."""


class PublishError(HuizongError):
    """The outputs could not be written to the outbox; earlier runs are untouched."""


class PointerError(PublishError):
    """The outputs were written; only 最新 could not be made to lead to them."""
