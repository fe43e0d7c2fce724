"""What is wrong with a page in a browser, as rules. Each finding names the page and the element."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...checks.rule import Finding, Rule, Severity, rule
from ...checks.rule import apply as apply_rules
from ...errors import Place, Problem
from .criteria import named
from .observations import Fault, Seen


def _look(kind: str, seen: Seen) -> Iterator[Problem]:
    """The faults of one kind: each element once, with all windows in which it was seen."""
    grouped: dict[tuple[str | None, str], list[Fault]] = {}
    for fault in seen.faults:
        if fault.kind == kind:
            grouped.setdefault((fault.element, fault.what), []).append(fault)
    for (element, what), faults in grouped.items():
        settings = dict.fromkeys(fault.setting for fault in faults if fault.setting)
        values = {
            "what": what,
            "where": ", ".join(settings) or "-",
            "criteria": named(faults[0].criteria) or "-",
        }
        yield Problem(f"browser/{kind}", Place(seen.page, None, element), values)


def _of(kind: str, *, severity: Severity = "error", bad: str, good: str) -> Rule[Seen]:
    def look(seen: Seen) -> Iterator[Problem]:
        """What the visits of the pages found of one kind."""
        return _look(kind, seen)

    return rule(f"browser/{kind}", severity=severity, bad=bad, good=good)(look)


RULES: Final[tuple[Rule[Seen], ...]] = (
    _of("axe", bad='<img src="a.png">', good='<img src="a.png" alt="…の画面">'),
    _of("axe-practice", severity="warning", bad="<h1>…</h1> <h3>…</h3>", good="<h1>…</h1> <h2>…</h2>"),
    _of("reflow", bad="pre { width: 60rem }", good="pre { max-width: 100% }"),
    _of("zoom", bad="header { min-width: 600px }", good="header { display: flex; flex-wrap: wrap }"),
    _of("text-size", bad=".card { height: 40px; overflow: hidden }", good=".card { min-height: 2.5rem }"),
    _of(
        "text-spacing",
        bad=".card { white-space: nowrap; overflow: hidden }",
        good=".card { overflow-wrap: anywhere }",
    ),
    _of("keyboard", bad='<a href="form.html" tabindex="0"> behind a trap', good='<a href="form.html">'),
    _of("keyboard-trap", bad="<input> whose script takes the Tab key", good="<input>"),
    _of(
        "focus-order",
        bad='<a href="#b" tabindex="2"> … <a href="#a" tabindex="1">',
        good='<a href="#a"> … <a href="#b">',
    ),
    _of("focus-unseen", bad=":focus { outline: none }", good=":focus-visible { outline: 4px solid }"),
    _of(
        "focus-hidden", bad="header { position: sticky } over the control", good="header { position: static }"
    ),
    _of(
        "focus-change",
        bad="a link that opens when it has the focus",
        good="a link that opens when it is pressed",
    ),
    _of("print-navigation", bad="@media print { }", good="@media print { nav { display: none } }"),
    _of("print-address", bad="a:not(.url)", good="@media print { a::after { content: attr(href) } }"),
    _of(
        "print-hidden",
        bad="<details> that print leaves closed",
        good="details::details-content { content-visibility: visible }",
    ),
    _of("policy", bad='<p style="color: red">', good='<p class="stop">'),
    _of("outside", bad='<img src="https://example.com/a.png">', good='<img src="../_images/a.png">'),
    _of("console", bad="an error in the browser's console", good="none"),
    _of("failed", bad='<img src="gone.png">', good='<img src="there.png">'),
    _of("picture", bad="a picture that is damaged", good="a picture that is painted"),
    _of("syntax", bad='<p id="a"> … <p id="a">', good='<p id="a"> … <p id="b">'),
    _of("hung", bad="a page that is still loading after 20 seconds", good="a page that loads"),
    _of("died", bad="a page on which the browser dies twice", good="a page that is shown"),
)


def findings(seen: Seen) -> Iterator[Finding]:
    """All findings of one page, in the rules' order."""
    yield from apply_rules(RULES, seen)
