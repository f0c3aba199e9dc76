"""Report → plain records, as the contract has them (schema `analyzer/1`)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from analyzer.model import Report, Section, Value

SCHEMA = "analyzer/1"


def format_value(value: Value | None) -> str | None:
    """A decimal string without exponent (13700000000000, 97.2), or a fraction (1/3)."""
    if value is None:
        return None
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    plain = format(value.normalize() if value == value.to_integral_value() else value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _section(section: Section) -> dict[str, Any]:
    return {
        "level": section.level, "label": section.label, "label_kind": section.label_kind, "ordinal": section.ordinal,
        "title": section.title, "part": section.part, "parts": list(section.parts), "start": section.start,
        "body_start": section.body_start, "end": section.end,
        "items": [{"label": i.label, "ordinal": i.ordinal, "start": i.start, "end": i.end} for i in section.items],
        "children": [_section(child) for child in section.children],
    }  # fmt: skip


def report_to_record(report: Report, *, with_text: bool = False) -> dict[str, Any]:
    """One report as the contract's JSON object."""
    text, meta = report.document.text, report.metadata
    record: dict[str, Any] = {
        "file": report.document.file, "format": report.document.format, "sha256": report.document.sha256,
        "characters": len(text), "engine": report.engine, "profile": report.profile,
    }  # fmt: skip
    if with_text:
        record["text"] = text
    record["metadata"] = {
        "title": meta.title, "issuer": meta.issuer, "body_kind": meta.body_kind,
        "report_year": meta.report_year, "plan_year": meta.plan_year, "date": meta.date,
    }  # fmt: skip
    record["sections"] = [_section(s) for s in report.sections]
    record["parts"] = [
        {"part": p.part, "status": p.status, "start": p.start, "end": p.end, "reason": p.reason} for p in report.parts
    ]
    record["numbers"] = [
        {"start": n.start, "end": n.end, "surface": n.surface, "kind": n.kind, "reason": n.reason} for n in report.mentions
    ]
    record["indicators"] = [
        {
            "id": i.id, "name": i.name, "value": format_value(i.quantity.value), "upper": format_value(i.quantity.upper),
            "operator": i.quantity.operator, "unit": i.quantity.unit, "period": i.period, "modality": i.modality,
            "subject": i.subject,
            "comparison": None if i.comparison is None else {
                "kind": i.comparison.kind, "direction": i.comparison.direction, "amount": format_value(i.comparison.amount),
                "unit": i.comparison.unit, "base": format_value(i.comparison.base),
            },
            "parent": i.parent, "part": i.part, "start": i.start, "end": i.end,
            "evidence": text[i.evidence_start : i.evidence_end], "confidence": i.confidence,
            "streak": i.streak,
        }
        for i in report.indicators
    ]  # fmt: skip
    record["zeros"] = [
        {"name": z.name, "start": z.start, "end": z.end, "evidence": text[z.evidence_start : z.evidence_end]}
        for z in report.zeros
    ]
    record["findings"] = [
        {
            "rule": f.rule, "name": f.name, "level": f.level, "confidence": f.confidence, "message": f.message,
            "start": f.start, "end": f.end, "quote": text[f.start : f.end] if f.start is not None else None, "place": f.place,
            "related": [{"start": r.start, "end": r.end, "note": r.note} for r in f.related], "suggestion": f.suggestion,
            "fix": None if f.fix is None else {
                "safe": f.fix.safe, "edits": [{"start": e.start, "end": e.end, "text": e.text} for e in f.fix.edits],
            },
            "fingerprint": f.fingerprint,
        }
        for f in report.findings
    ]  # fmt: skip
    record["repairs"] = [
        {"start": r.start, "end": r.end, "before": r.before, "after": r.after, "why": r.why} for r in report.repairs
    ]
    return record
