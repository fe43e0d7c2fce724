"""Letters whose marks are stored apart, as a Mac gives them."""

from __future__ import annotations

from faults import PAGE, Batch, Fault, paragraph, whole

APART = Batch(
    "apart",
    (
        Fault(
            "a voiced kana in two pieces",
            "text/apart",
            PAGE,
            whole(paragraph("か\u3099そ\u3099うを開きます。")),
        ),
    ),
    site=False,
)

BATCHES = (APART,)
