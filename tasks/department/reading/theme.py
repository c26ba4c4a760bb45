"""The theme's fonts, which styles name instead of naming a font."""

from __future__ import annotations

from typing import Final

from tasks.department.reading.markup import A, Element

_CHINESE: Final = ("Hans", "Hant")


class ThemeFonts:
    """The eastAsia fonts of a document's theme."""

    def __init__(self, root: Element | None) -> None:
        """Read `theme1.xml`; without it every theme font is unknown."""
        self._major = _east_asian(root, "majorFont")
        self._minor = _east_asian(root, "minorFont")

    def font(self, name: str) -> str:
        """Return the font for a theme's name for it (`minorEastAsia` …), '' if unknown."""
        return self._major if name.startswith("major") else self._minor


def _east_asian(root: Element | None, kind: str) -> str:
    fonts = None if root is None else root.find(f".//{A}fontScheme/{A}{kind}")
    if fonts is None:
        return ""
    named = fonts.find(A + "ea")
    typeface = "" if named is None else named.get("typeface", "")
    if typeface:
        return typeface
    listed = fonts.iterchildren(A + "font")
    scripts = {each.get("script"): each.get("typeface", "") for each in listed}
    return next((scripts[script] for script in _CHINESE if scripts.get(script)), "")
