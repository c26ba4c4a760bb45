"""The characters that `w:sym` means: a place in a symbol font, said in Unicode."""

from __future__ import annotations

from typing import Final

_PRIVATE_FIRST: Final = 0xF000
_PRIVATE_LAST: Final = 0xF0FF
_HIGHEST: Final = 0x10FFFF
_SURROGATES: Final = range(0xD800, 0xE000)

# Font → place → character: the ones that reports use for boxes, bullets and signs.
_MEANINGS: Final = {
    "symbol": {
        0xA3: "≤", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
        0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0x6D: "μ", 0x61: "α", 0x62: "β", 0x44: "Δ", 0x53: "Σ",
        0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xD6: "√", 0x2D: "−", 0x2B: "+", 0x3D: "=",
    },
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA1: "○",
        0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓",
        0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {
        0x50: "✓", 0x52: "☑", 0x54: "☒", 0xA3: "□", 0x4F: "✗", 0x98: "●", 0xEA: "★",
    },
}  # fmt: skip


def symbol(font: str, place: str) -> str:
    """Return the character at the hexadecimal `place` of `font`, '' for an impossible one.

    A place in a symbol font that is not known stays the private-use character it is.
    """
    try:
        code = int(place, 16)
    except ValueError:
        return ""
    if not 0 < code <= _HIGHEST or code in _SURROGATES:
        return ""
    meanings = _MEANINGS.get(font.lower(), {})
    at = code - _PRIVATE_FIRST if _PRIVATE_FIRST <= code <= _PRIVATE_LAST else code
    return meanings.get(at, chr(code))
