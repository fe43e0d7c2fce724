"""What people tell of the criteria, for tests of the report and the result."""

from __future__ import annotations

from pathlib import Path

from tebiki.extras.browser.criteria import criteria

FACTS = dict.fromkeys(("media", "fields", "scripts", "refresh", "moving", "accesskeys", "roles", "sticky"), 0)
TESTED = "[tested]\nfirst = 2031-05-01\nlast = 2031-05-02\ndeclared = 2031-05-10\n"


def tell(root: Path, tested: str = TESTED, *, leave: str = "", edition: int = 2031, more: str = "") -> None:
    """Have a person pass whatever only people can tell, but for ``leave``."""
    rows = [
        f'[criteria."{number}"]\nresult = "pass"\nby = "山田"\non = 2031-05-02\n'
        for number, criterion in criteria().items()
        if criterion.who == "person" and not criterion.absent and number != leave
    ]
    text = f"edition = {edition}\n{tested}{more}" + "".join(rows)
    (root / "docs" / "accessibility.toml").write_text(text, encoding="utf-8")
