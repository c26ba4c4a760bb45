"""The region's index: each total, its districts, their departments, one step from the sentence."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.artefact import Artefact, MediaType
from tasks.delivery.display import shown
from tasks.delivery.evidence.rendering import grouped, page
from tasks.delivery.places import FOLDER
from tasks.region import Region, RegionTotal


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A district's part of a total: its sum and (department, value, link) of each contribution."""

    district: str
    value: str
    link: str
    sources: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionTotalView:
    """A total of the region with its parts; `approximate` when it is an interval."""

    indicator: str
    value: str
    unit: str
    approximate: bool
    parts: tuple[PartView, ...]


def build_region_evidence(region: Region) -> tuple[Artefact, ...]:
    """Return `溯源/index.html` and, unchanged, the districts' pages in folders of their own."""
    index = page(
        "index.html",
        "region.html",
        title=shown(f"{region.name}{region.year}年{region.subject}数据溯源"),
        facts=(
            ("应汇入地区", str(len(region.districts) + len(region.missing))),
            ("已汇入", str(len(region.districts))),
            ("合计指标", str(len(region.totals))),
        ),
        totals=tuple(map(_total, region.totals)),
        districts=tuple((d.name, f"{d.folder}/index.html") for d in region.districts),
        missing=region.missing,
        rejected=tuple(shown(item.message) for item in region.rejected),
        notices=tuple(shown(item.message) for item in region.diagnostics),
    )
    copies = (
        Artefact(path=district.place(path), media_type=MediaType.HTML, content=content)
        for district in region.districts
        for path, content in district.run.pages
    )
    return (index, *copies)


def _total(total: RegionTotal) -> RegionTotalView:
    unit = shown(total.unit)
    return RegionTotalView(
        indicator=shown(total.indicator),
        value=grouped(total.value),
        unit=unit,
        approximate=total.lower != total.upper,
        parts=tuple(
            PartView(
                district=shown(district.name),
                value=f"{grouped(part.value)}{unit}",
                link=f"{district.folder}/index.html#totals",
                sources=tuple(
                    (
                        shown(said.department),
                        f"{grouped(said.value)}{unit}",
                        district.place(said.page).removeprefix(f"{FOLDER}/") if said.page else "",
                    )
                    for said in part.contributions
                ),
            )
            for district, part in total.parts
        ),
    )
