"""Every kind of hostile file we know; as a program it writes them into a folder.

python -m tests.hostile.make FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.hostile.documents import DOCUMENTS
from tests.hostile.kind import Kind
from tests.hostile.markup import MARKUP
from tests.hostile.others import OTHERS
from tests.hostile.zips import ZIPS

KINDS: tuple[Kind, ...] = (*ZIPS, *MARKUP, *DOCUMENTS, *OTHERS)


def make(folder: Path) -> None:
    """Write each kind into a folder of its name below `folder`."""
    for each in KINDS:
        here = folder / each.name
        here.mkdir(parents=True)
        (here / each.file).write_bytes(each.make())


if __name__ == "__main__":
    make(Path(sys.argv[1]))
