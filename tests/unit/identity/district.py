"""An invented district for the tests: its names and its roster."""

from __future__ import annotations

from tasks.profile.load import default_profile
from tasks.profile.model import DistrictSettings, Profile, RosterEntry

_ROSTER = (
    ("望澜区发展和改革委员会", "区发改委 望澜区发改委", "委"),
    ("望澜区教育局", "区教育局 教育局", "局"),
    ("望澜区科学技术局", "区科技局 科技局", "局"),
    ("澄州市公安局望澜分局", "区公安分局 望澜公安分局 公安望澜分局", "局"),
    ("望澜区司法局", "区司法局 司法局", "局"),
    ("望澜区财政局", "区财政局 财政局", "局"),
    ("望澜区人力资源和社会保障局", "区人社局 人社局", "局"),
    ("澄州市自然资源局望澜分局", "区自然资源分局 自然资源望澜分局", "局"),
    ("澄州市生态环境局望澜分局", "区生态环境分局 生态环境望澜分局", "局"),
    ("望澜区城市管理和综合执法局", "区城管局 城管局", "局"),
    ("望澜区农业农村局", "区农业农村局 农业农村局", "局"),
    ("望澜区卫生健康局", "区卫健局 卫健局", "局"),
    ("望澜区市场监督管理局", "区市场监管局 市场监管局", "局"),
    ("望澜区潮音街道办事处", "潮音街道 潮音街道办", "街道"),
    ("望澜区白沙口镇人民政府", "白沙口镇 白沙口镇政府", "镇"),
)


def profile(*, roster: bool = True) -> Profile:
    """Return the profile of 望澜区 for 2023; without its roster, the default one."""
    default = default_profile()
    if not roster:
        return default
    return Profile(
        district=DistrictSettings(name="望澜区", superior="澄州市", year=2023),
        roster=tuple(
            RosterEntry(name=name, aliases=tuple(aliases.split()), kind=kind)
            for name, aliases, kind in _ROSTER
        ),
        outline=default.outline,
        indicators=default.indicators,
    )
