"""How a relation is put together, and what its finders ask of figures."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tasks.department.figures.figure import Figure, Kind
from tasks.department.figures.relation import Relation, RelationKind, Term, TermRole

ADDABLE = frozenset({Kind.COUNT, Kind.MONEY, Kind.AREA, Kind.WEIGHT, Kind.LENGTH, Kind.VOLUME})
"""Kinds of quantity whose parts add up to their whole."""
HUNDRED = Decimal(100)


def related(
    kind: RelationKind, reason: str, terms: Iterable[tuple[TermRole, Figure | None]]
) -> Relation:
    """Return the relation of these figures; a term that is not said is left out."""
    said = tuple(Term(role=role, figure=figure.id) for role, figure in terms if figure is not None)
    return Relation(kind=kind, terms=said, reason=reason)


def comparable(one: Figure, other: Figure) -> bool:
    """Say whether two figures are of one unit, so that one may be taken from the other."""
    return one.normalized_unit == other.normalized_unit and one.kind is other.kind


def last_digit(value: Decimal) -> Decimal:
    """Return one unit of the value's last digit behind the point: 0.1 for 98.3, 1 for 98."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)


def makes(part: Figure, whole: Figure, rate: Figure) -> bool:
    """Say whether two counts make the rate, to one unit of its last digit.

    Reports round and cut off alike. A rate of 100 % or of none is made by too many pairs to
    tell anything.
    """
    if not 0 < rate.normalized_value < HUNDRED or whole.normalized_value <= 0:
        return False
    true = part.normalized_value * HUNDRED / whole.normalized_value
    return abs(true - rate.normalized_value) < last_digit(rate.value)
