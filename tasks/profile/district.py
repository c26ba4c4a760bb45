"""`profile/district.toml`: the district's names, the year and the deadline."""

from __future__ import annotations

from tasks.profile.model import DistrictSettings
from tasks.profile.toml_file import Place, build, parse_toml


def parse_district(text: str, name: str, faults: list[str]) -> DistrictSettings | None:
    """Return the settings, or None after adding every fault to `faults`."""
    values = parse_toml(text, name, faults)
    if values is None:
        return None
    return build(DistrictSettings, values, Place(name, text), faults)
