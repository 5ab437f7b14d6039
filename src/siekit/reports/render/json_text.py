"""A report as JSON, in the shape that programs may rely on (`siekit schema report`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.locale.figures import plain_money

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from siekit.reports.model import Line, Report


def as_dict(report: Report, lang: str = "en") -> dict[str, Any]:
    """Return the report as plain data; amounts are text, None where they are not known."""
    difference = report.difference
    return {
        "report": report.name,
        "company": report.company,
        "orgnr": report.orgnr,
        "fiscal_year": report.fiscal_year,
        "source": report.source,
        "unit": report.unit,
        "periods": [column.key for column in report.columns],
        "lines": [_line(line, lang) for line in report.lines()],
        "unmapped": [
            {"account": one.account, "name": one.name, "values": _texts(one.values)}
            for one in report.unmapped
        ],
        "difference": {
            "values": _texts(difference.values if difference else ()),
            "causes": [
                {
                    "code": cause.code,
                    "text": cause.text[lang],
                    "amount": None if cause.amount is None else plain_money(cause.amount),
                }
                for cause in (difference.causes if difference else ())
            ],
        },
    }


def _line(line: Line, lang: str) -> dict[str, Any]:
    return {
        "key": line.key,
        "label": line.label[lang],
        "level": line.level,
        "kind": line.kind.value,
        "accounts": list(line.accounts),
        "values": _texts(line.values),
    }


def _texts(values: Iterable[Decimal | None]) -> list[str | None]:
    return [None if value is None else plain_money(value) for value in values]
