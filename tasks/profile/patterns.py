"""What a pattern in a profile file may consist of, so that no text can keep it busy.

Plain words are preferred; where they do not do, a pattern may have alternatives, classes,
groups that catch nothing, what must or must not stand beside, and repeats with an end.
Repeats without an end and repeats within repeats are what makes a search take for ever
(CWE-1333); they are refused, and the ways a pattern can be tried at one place are counted.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 400
MOST_WAYS: Final = 2000
"""In how many ways a pattern may be tried at one place of a text."""

_REPEAT: Final = re.compile(r"\?|\{(\d{1,3})(?:,(\d{0,3}))?\}")
_GROUP: Final = re.compile(r"\((?:\?:|\?=|\?!|\?<=|\?<!)")
_CLASS: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")

_ENDLESS: Final = "不能用 * 和 +，也不能用没有上限的 {n,}，请写明上限，例如 {0,12}"
_NESTED: Final = "重复里面又有重复或多种写法，请改用几个词分别列出"
_CATCHING: Final = "括号请写成 (?:…)，不能用捕获括号和反向引用"
_MANY: Final = "可能的写法太多，查找会很慢，请拆成几行或改用词"
_SYNTAX: Final = "写法有误，请检查括号是否成对"
_EMPTY: Final = "什么文字都会匹配，请至少写一个必须出现的字"


class _Refused(Exception):  # noqa: N818 - carries the reason, is no error of the program
    pass


def fault_of(pattern: str) -> str:
    """Return what is wrong with a pattern and how to mend it, in Chinese; '' for nothing."""
    if len(pattern) > LONGEST:
        return f"太长（最多 {LONGEST} 字），请拆成几行"
    try:
        ways = _Reader(pattern).read()
        found = re.compile(pattern).search("")
    except _Refused as refused:
        return str(refused)
    except (re.error, OverflowError, RecursionError):
        return _SYNTAX
    if found:
        return _EMPTY
    return _MANY if ways > MOST_WAYS else ""


class _Reader:
    """Reads a pattern once and counts the ways in which it can be tried."""

    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0

    def read(self) -> int:
        ways = self._choice()
        if self._at < len(self._text):
            raise _Refused(_SYNTAX)
        return ways

    def _choice(self) -> int:
        ways = self._sequence()
        while self._next() == "|":
            self._at += 1
            ways += self._sequence()
        return ways

    def _sequence(self) -> int:
        ways = 1
        while self._next() not in ("", "|", ")"):
            ways *= self._item()
        return ways

    def _item(self) -> int:
        ways = self._atom()
        if self._next() in ("*", "+"):
            raise _Refused(_ENDLESS)
        repeat = _REPEAT.match(self._text, self._at)
        if repeat is None:
            return ways
        self._at = repeat.end()
        if self._next() in ("?", "+", "*", "{"):
            raise _Refused(_ENDLESS if self._next() != "{" else _NESTED)
        least, most = _bounds(repeat)
        if ways > 1 and most > 1:
            raise _Refused(_NESTED)
        return ways + most - least

    def _atom(self) -> int:
        sign = self._next()
        if sign == "(":
            group = _GROUP.match(self._text, self._at)
            if group is None:
                raise _Refused(_CATCHING)
            self._at = group.end()
            ways = self._choice()
            if self._next() != ")":
                raise _Refused(_SYNTAX)
            self._at += 1
            return ways
        if sign == "[":
            found = _CLASS.match(self._text, self._at)
            if found is None:
                raise _Refused(_SYNTAX)
            self._at = found.end()
            return 1
        if sign == "\\":
            following = self._text[self._at + 1 : self._at + 2]
            if following.isdigit() and following != "0":
                raise _Refused(_CATCHING)
            self._at += 1
        elif sign in ("*", "+", "?"):
            raise _Refused(_SYNTAX)
        self._at += 1
        return 1

    def _next(self) -> str:
        return self._text[self._at : self._at + 1]


def _bounds(repeat: re.Match[str]) -> tuple[int, int]:
    """Return how often a repeat goes, at least and at most."""
    if repeat[1] is None:
        return 0, 1
    if repeat[2] == "":
        raise _Refused(_ENDLESS)
    least = int(repeat[1])
    return least, int(repeat[2] or least)
