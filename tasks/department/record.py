"""The inspection record: one report as plain data.

A block's text in the record has its typed number in it, as the document has; a number that
Word computes stands in `number` alone.
"""

from __future__ import annotations

from tasks.department.figures.figure import Figure
from tasks.department.figures.relation import Relation
from tasks.department.report import Coverage, DepartmentReport
from tasks.diagnostics import Diagnostic
from tasks.document import Block
from tasks.intake.submission import Rejection


def inspection_record(result: DepartmentReport | Rejection) -> dict[str, object]:
    """Return the record of a report or of a rejected file; decimals are strings."""
    if isinstance(result, Rejection):
        return _rejected(result)
    return {
        "file": result.submission.file,
        "sha256": result.submission.sha256,
        "status": "ok",
        "error": None,
        "department": result.department,
        "year": result.year,
        "title": result.title,
        "blocks": [_block(block) for block in result.blocks],
        "figures": [_figure(f, _typed(result.blocks[f.block])) for f in result.figures],
        "relations": [_relation(r) for r in result.relations],
        "diagnostics": [_diagnostic(d) for d in result.diagnostics],
        "coverage": _coverage(result.coverage),
    }


def _rejected(rejection: Rejection) -> dict[str, object]:
    return {
        "file": rejection.file,
        "sha256": rejection.sha256,
        "status": "rejected",
        "error": {
            "code": rejection.code,
            "message": rejection.message,
            "remedy": rejection.remedy,
        },
        "department": rejection.department,
        "year": None,
        "title": None,
        "blocks": [],
        "figures": [],
        "relations": [],
        "diagnostics": [],
        "coverage": None,
    }


def _typed(block: Block) -> str:
    """Return the number that was typed before the text; a computed one is not in the text."""
    return block.number if block.typed else ""


def _block(block: Block) -> dict[str, object]:
    return {
        "index": block.index,
        "id": block.id,
        "kind": block.kind.value,
        "level": block.level,
        "number": block.number,
        "text": _typed(block) + block.text,
        "section": block.section,
    }


def _figure(figure: Figure, typed: str) -> dict[str, object]:
    return {
        "id": figure.id,
        "block": figure.block,
        "start": len(typed) + figure.start,
        "end": len(typed) + figure.end,
        "text": figure.text,
        "value": f"{figure.value:f}",
        "unit": figure.unit,
        "normalized_value": f"{figure.normalized_value:f}",
        "normalized_unit": figure.normalized_unit,
        "lower": f"{figure.lower:f}",
        "upper": None if figure.upper is None else f"{figure.upper:f}",
        "qualifier": figure.qualifier,
        "kind": figure.kind.value,
        "change": figure.change.value,
        "role": figure.role.value,
        "indicator": figure.indicator,
        "canonical": figure.canonical,
        "suggested": figure.suggested,
        "parent": figure.parent,
        "section": figure.section,
        "sentence": figure.sentence,
        "cell": list(figure.cell) if figure.cell else None,
    }


def _relation(relation: Relation) -> dict[str, object]:
    return {
        "kind": relation.kind.value,
        "terms": [{"role": term.role.value, "figure": term.figure} for term in relation.terms],
        "reason": relation.reason,
    }


def _diagnostic(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "remedy": diagnostic.remedy,
        "block": diagnostic.block,
    }


def _coverage(coverage: Coverage) -> dict[str, object]:
    return {
        "characters": coverage.characters,
        "in_sections": coverage.in_sections,
        "unplaced": coverage.unplaced,
        "numbers": coverage.numbers,
        "figures": coverage.figures,
        "skipped": dict(coverage.skipped),
    }
