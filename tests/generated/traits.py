"""What a generated report's numbering can have: a test names what it cannot use."""

from __future__ import annotations

from enum import StrEnum


class Way(StrEnum):
    """How a paragraph comes by its list."""

    DIRECT = "by its own w:numPr"
    STYLE = "by its style, which names list and level"
    LEVEL_STYLE = "by its style, which names the list; the level names the style"
    DERIVED = "by the style its style is based on"
    LINKED = "by a definition linked to a numbering style"


class Trait(StrEnum):
    """What else can be odd about a list, each in some of the reports."""

    EMPTY = "an empty paragraph that is counted"
    DELETED = "a paragraph whose deletion is tracked, not counted"
    INSERTED = "a paragraph whose insertion is tracked, counted"
    HIDDEN = "an empty hidden paragraph, not counted"
    OFF = "a styled paragraph with list 0, not counted"
    CELLS = "numbers alone in a table's cells"
    NEW_LIST = "a w:num more on the definition, that counts on"
    START_OVERRIDE = "a w:num more that starts its highest level anew"
    DEEP_OVERRIDE = "a w:num more that starts deeper levels too with a number of its own"
    LEVEL_OVERRIDE = "a w:num more with a level of its own"
    RETURN = "back to an earlier w:num"
    NEVER = "a level that never starts anew"
    AFTER = "a level that starts anew after a given level only"
    LEGAL = "levels above in plain digits"
    LARGE = "numbers around a hundred"
    NOUGHT = "a level that starts with nought"
    DEEP_ONLY = "a deeper level without any above"
    NINE = "all nine levels"
