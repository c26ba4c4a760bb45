"""Laws of corrections over re-runs and re-submissions, whatever else the report does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from tasks.corrections import Action, Correction, apply
from tasks.corrections.correction import Scope
from tasks.corrections.matching import Neighbours
from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport
from tests.unit.corrections.cases import CAMPAIGNS, correction, report

# Sentences of the genre, each on its own matter, in several amounts and wordings.
MATTERS = (
    "全年办结行政复议案件{}件，推动行政争议实质性化解。",
    "组织开展普法活动{}场，覆盖全部社区和中小学校。",
    "投入法治宣传经费{}万元，用于制作宣传资料。",
    "新聘任人民调解员{}名，充实基层调解力量。",
    "举办领导干部学法讲座{}期，邀请法律顾问授课。",
    "审查行政规范性文件{}份，提出修改意见建议。",
    "受理群众来信来访{}件次，按期办结并答复。",
    "开展涉企行政检查{}次，推行综合查一次改革。",
)
OPENINGS = ("", "一年来，", "坚持服务大局，", "按照工作部署，")
AMOUNTS = st.integers(2, 400)


@dataclass(frozen=True, kw_only=True)
class Said:
    """A paragraph: which matter, how many, with which words before it."""

    matter: int
    amount: int
    opening: str = ""

    @property
    def text(self) -> str:
        return self.opening + MATTERS[self.matter].format(self.amount)


def read(said: Sequence[Said]) -> DepartmentReport:
    return report([item.text for item in said])


@st.composite
def reports(draw: st.DrawFn, least: int = 2) -> list[Said]:
    matters = draw(st.permutations(range(len(MATTERS))))
    count = draw(st.integers(least, len(MATTERS) - 2))
    return [Said(matter=matter, amount=draw(AMOUNTS)) for matter in matters[:count]]


def figure_in(made: DepartmentReport, said: Said) -> Figure:
    """Return the one figure of the paragraph."""
    (block,) = (block for block in made.blocks if block.text == said.text)
    (found,) = (figure for figure in made.figures if figure.block == block.index)
    return found


def neighbours(*versions: DepartmentReport) -> Neighbours:
    """Return what the ledger would say of these versions, the last one with the figure first."""

    def beside(_department: str, figure: str) -> frozenset[str]:
        ids = (frozenset(f.id for f in version.figures) for version in reversed(versions))
        return next((found for found in ids if figure in found), frozenset())

    return beside


def applied(
    versions: Sequence[DepartmentReport], made: DepartmentReport, *corrections: Correction
) -> DepartmentReport:
    (result,) = apply((made,), corrections, neighbours(*versions)).results
    assert isinstance(result, DepartmentReport)
    return result


def amended(made: DepartmentReport) -> list[Figure]:
    return [figure for figure in made.figures if figure.original is not None]


def asked(made: DepartmentReport) -> list[str]:
    return [item.message for item in made.diagnostics if item.code == "correction_conflict"]


CHANGES = st.fixed_dictionaries({
    "action": st.just(Action.CORRECT),
    "new_value": st.decimals(0, 9999, places=0),
    "new_indicator": st.sampled_from([None, "", CAMPAIGNS]),
    "scope": st.sampled_from(list(Scope)),
    "remark": st.sampled_from(["", "电话核实"]),
}) | st.just({"action": Action.REMOVE})  # fmt: skip


@st.composite
def edits(draw: st.DrawFn, said: list[Said], kept: Said | None = None) -> list[Said]:
    """Move, drop, add and reword paragraphs; `kept` stays as it is, wherever it goes."""
    rest = [item for item in said if item is not kept and draw(st.booleans())]
    unused = [at for at in range(len(MATTERS)) if at not in {item.matter for item in said}]
    rest += [Said(matter=at, amount=draw(AMOUNTS)) for at in draw(st.sets(st.sampled_from(unused)))]
    changed = [
        Said(
            matter=item.matter,
            amount=draw(AMOUNTS | st.just(item.amount)),
            opening=draw(st.sampled_from(OPENINGS)),
        )
        for item in rest
    ]
    return draw(st.permutations([*changed, *([kept] if kept else [])]))


@given(st.data())
def test_ids_are_stable_under_edits_elsewhere_in_the_report(data: st.DataObject) -> None:
    said = data.draw(reports())
    kept = data.draw(st.sampled_from(said))
    again = data.draw(edits(said, kept))
    before, after = figure_in(read(said), kept), figure_in(read(again), kept)
    assert (before.id, before.sentence, before.start) == (after.id, after.sentence, after.start)


@given(st.data())
def test_a_correction_survives_whatever_happens_to_other_paragraphs(data: st.DataObject) -> None:
    """Moved among others that were dropped, added and reworded, it changes just its figure."""
    said = data.draw(reports())
    kept = data.draw(st.sampled_from(said))
    first, second = read(said), read(data.draw(edits(said, kept)))
    change = correction(figure_in(first, kept), **(data.draw(CHANGES) | {"scope": Scope.FIGURE}))
    once, again = applied([], first, change), applied([first], second, change)
    assert asked(again) == []
    assert {figure.id for figure in amended(again)} <= {change.figure}
    assert effect(once, change.figure) == effect(again, change.figure)


def effect(made: DepartmentReport, key: str) -> tuple[object, ...]:
    (figure,) = (figure for figure in made.figures if figure.id == key)
    return figure.normalized_value, figure.canonical, figure.removed, figure.review, figure.remark


@given(st.data())
def test_a_moved_and_reworded_paragraph_keeps_its_correction(data: st.DataObject) -> None:
    said = data.draw(reports())
    kept = data.draw(st.sampled_from(said))
    reworded = Said(
        matter=kept.matter, amount=kept.amount, opening=data.draw(st.sampled_from(OPENINGS[1:]))
    )
    others = [item for item in data.draw(edits(said, kept)) if item is not kept]
    at = data.draw(st.integers(0, len(others)))
    first, second = read(said), read([*others[:at], reworded, *others[at:]])
    change = correction(figure_in(first, kept), "9876")
    again = applied([first], second, change)
    assert asked(again) == []
    assert [f.id for f in amended(again)] == [figure_in(second, reworded).id]
    assert figure_in(again, reworded).normalized_value == Decimal(9876)


@given(st.data())
def test_no_other_figure_is_ever_corrected_and_no_correction_is_lost_silently(
    data: st.DataObject,
) -> None:
    """The paragraph may be dropped, reworded or changed: its own figure, or a question."""
    said = data.draw(reports())
    about = data.draw(st.sampled_from(said))
    first, again = read(said), data.draw(edits(said))
    assume(again)
    change = correction(figure_in(first, about), "9876")
    second = applied([first], read(again), change)
    own = [item for item in again if item.matter == about.matter]
    allowed = {figure_in(second, item).id for item in own if item.amount == about.amount}
    assert {figure.id for figure in amended(second)} == allowed
    assert len(asked(second)) == (0 if allowed else 1)


@given(st.integers(2, 50), st.integers(1, 3), st.integers(2, 50))
def test_what_stood_beside_it_is_another_figure_however_alike(
    amount: int, place: int, other: int
) -> None:
    """Of two like sentences the corrected one is dropped: the other does not inherit."""
    halves = [
        f"{half}开展涉企行政检查{amount}次，推行综合查一次改革。" for half in ("上半年", "下半年")
    ]
    filler = [MATTERS[at].format(other) for at in range(place)]
    first = report([*filler, *halves])
    figure = next(f for f in first.figures if f.sentence == halves[1])
    second = applied([first], report([*filler, halves[0]]), correction(figure, "9876"))
    assert amended(second) == []
    assert len(asked(second)) == 1


@given(st.data())
def test_applied_undone_and_applied_again_is_the_same_state(data: st.DataObject) -> None:
    """Over any re-submission, with rules, and whatever was applied in between."""
    said = data.draw(reports())
    first = read(said)
    figures = st.sampled_from(first.figures)
    changes = st.builds(
        lambda figure, change, number: correction(figure, **change, number=number),
        figures, CHANGES, st.integers(1, 99),
    )  # fmt: skip
    some, others = (
        data.draw(st.lists(changes, max_size=4, unique_by=lambda c: c.figure)) for _ in range(2)
    )
    made = read(data.draw(edits(said)))
    once = applied([first], made, *some)
    undone = applied([first], once)
    assert undone == made
    assert applied([first], applied([first], undone, *others), *some) == once
    assert applied([first], once, *some) == once


@given(st.data())
def test_two_words_on_one_figure_are_asked_unless_one_replaces_the_other(
    data: st.DataObject,
) -> None:
    """Two paragraphs become one: which correction holds is not guessed."""
    amount, values = data.draw(AMOUNTS), data.draw(st.tuples(AMOUNTS, AMOUNTS))
    whole = Said(matter=0, amount=amount)
    versions = [Said(matter=0, amount=amount, opening=opening) for opening in OPENINGS[1:3]]
    first = report([item.text for item in versions])
    made = [
        correction(figure_in(first, item), str(value), number=number)
        for number, (item, value) in enumerate(zip(versions, values, strict=True), start=1)
    ]
    second = applied([first], read([whole]), *made)
    if values[0] == values[1]:
        assert len(amended(second)) == (values[0] != amount)
        assert asked(second) == []
    else:
        assert amended(second) == []
        assert len(asked(second)) == 2
