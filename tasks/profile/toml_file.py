"""Read a TOML file of the profile and find the line that a fault is about."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from tasks.profile.wording import explain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_Model = TypeVar("_Model", bound=BaseModel)

POSITION = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


def parse_toml(text: str, name: str, faults: list[str]) -> dict[str, object] | None:
    """Return the parsed text, or None after adding to `faults` where its syntax is wrong."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = POSITION.search(str(error))
        last = text.rstrip().count("\n") + 1
        place = f"第{at[1]}行第{at[2]}列" if at and at[1] else f"第{last}行（文件末尾）"
        faults.append(
            f"{name} {place}：格式有误。请检查引号、方括号是否成对且为英文半角，"
            "文字是否用双引号括起来，同一项是否写了两遍。"
        )
    except RecursionError:
        faults.append(f"{name}：括号嵌套过深。请换回正确的文件。")
    return None


def build(
    model: type[_Model], values: Mapping[str, object], place: Place, faults: list[str]
) -> _Model | None:
    """Return the model made of `values`, or None after adding every fault to `faults`."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        faults.extend(
            f"{place.of(str(detail['loc'][0]) if detail['loc'] else '')}：{explain(detail)}。"
            for detail in error.errors(include_url=False)
        )
        return None


def refuse_others(
    values: Mapping[str, object], tables: Iterable[str], what: str, place: Place, faults: list[str]
) -> None:
    """Add a fault for each key at the top of the file but those of its `tables`.

    `what` is the Chinese name of what only they make up; `place` is the file's top.
    """
    known = tuple(tables)
    titles = "、".join(f"[[{table}]]" for table in known)
    faults.extend(
        f"{place.of(key)}：不认识这一项。{what}只由 {titles} 组成，请检查拼写。"
        for key in values
        if key not in known
    )


def build_rows(
    model: type[_Model], tables: object, place: Place, faults: list[str]
) -> Iterator[_Model]:
    """Yield a model for each table of an array that is sound, after adding the others' faults.

    `place` is that of the array's first table.
    """
    if not isinstance(tables, list):
        faults.append(f"{place.name}：{place.misspelt}")
        return
    for nth, values in enumerate(tables):
        here = place.following(nth)
        if not isinstance(values, dict):
            faults.append(f"{here.of('')}：{place.misspelt}")
        elif row := build(model, values, here, faults):
            yield row


class Place:
    """Where in a TOML file the keys of one table stand, as words for a fault."""

    def __init__(self, name: str, text: str, *, header: str = "", nth: int = 0) -> None:
        """Look at the `nth` (0-based) table headed `[[header]]`, or at the top of the file."""
        self.name, self._text, self._header, self._nth = name, text, header, nth
        lines = text.splitlines()
        starts = [at for at, line in enumerate(lines) if line.strip() == f"[[{header}]]"]
        self._begin = starts[nth] if header and nth < len(starts) else 0
        end = next((at for at in starts if at > self._begin), len(lines)) if header else len(lines)
        self._lines = lines[self._begin : end]
        self._title = f"第{nth + 1}个 [[{header}]] " if header else ""

    def nth(self, nth: int) -> Place:
        """Return the place of another table of the same header."""
        return Place(self.name, self._text, header=self._header, nth=nth)

    def following(self, nth: int) -> Place:
        """Return the place of the table that comes so many later under the same header."""
        return self.nth(self._nth + nth)

    @property
    def misspelt(self) -> str:
        """What is to be done where there is no table under the header."""
        return f"写法有误。请用两层方括号 [[{self._header}]] 单独占一行。"

    def of(self, key: str) -> str:
        """Return file, line and key; the line of the table's head when the key is not there."""
        pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        for at, line in enumerate(self._lines):
            if key and pattern.match(line):
                return f"{self.name} 第{self._begin + at + 1}行“{key}”"
        where = f" 第{self._begin + 1}行" if self._title else ""
        return f"{self.name}{where} {self._title}“{key}”".replace("“”", "")
