"""All relations of one paragraph's figures, found sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tasks.department.figures.figure import Figure
from tasks.department.figures.passage import Passage
from tasks.department.figures.relating.changes import find_changes
from tasks.department.figures.relating.lists import find_lists, find_parts, find_shares, find_sums
from tasks.department.figures.relating.rates import find_rates
from tasks.department.figures.relating.targets import find_means, find_targets
from tasks.department.figures.relation import Relation


def relate(
    passage: Passage,
    *,
    lists: Sequence[Sequence[Figure]] = (),
    pairs: Mapping[str, Figure] | None = None,
    year: int | None = None,
) -> tuple[Relation, ...]:
    """Return the relations of a paragraph, those of the whole paragraph first.

    `lists` are the runs of figures that 分别 lists, `pairs` the values that it assigns to
    changes (by the change's id), `year` the report's own year.
    """
    if len(passage.figures) < 2:  # noqa: PLR2004 - one figure has none
        return ()
    found: list[Relation] = [*find_parts(passage.figures), *find_lists(lists)]
    for sentence in passage.sentences():
        if len(sentence) > 1:
            found.extend(_of_sentence(passage, sentence, pairs or {}, year))
    return tuple(found)


def _of_sentence(
    passage: Passage, sentence: Sequence[Figure], pairs: Mapping[str, Figure], year: int | None
) -> Iterator[Relation]:
    yield from find_rates(passage, sentence)
    yield from find_shares(passage, sentence)
    yield from find_changes(passage, sentence, pairs, year)
    yield from find_sums(passage, sentence)
    yield from find_targets(passage, sentence)
    yield from find_means(passage, sentence)
