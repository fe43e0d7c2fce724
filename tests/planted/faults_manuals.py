"""Slips in a manual's text: boxes that vanish, signs that are printed, text that only looks the same."""

from __future__ import annotations

from faults import PAGE, Batch, Fault, edit, paragraph

SLIPS = Batch(
    "manuals' text",
    (
        Fault("a box without its braces", "source/box-line", PAGE, edit(PAGE, ":::{differs}", ":::differs")),
        Fault("a full-width star", "source/bold-line", PAGE, paragraph("＊＊必ず＊＊押します。")),
        Fault("a bold word that is not ended", "source/bold-open", PAGE, paragraph("**必ず押します。")),
        Fault("a bullet in full width", "source/list-line", PAGE, paragraph("・端末を用意します。")),
        Fault("a number in full width", "source/list-line", PAGE, paragraph("１．端末を用意します。")),
        Fault("four blanks", "source/refused", PAGE, paragraph("    端末を用意します。")),
        Fault("an unseen blank", "source/unseen", PAGE, paragraph("端末\u200bを用意します。")),
        Fault("a damaged character", "source/damaged", PAGE, paragraph("端\ufffd末を用意します。")),
        Fault("a link in full width", "source/link-line", PAGE, paragraph("［手順］（#step-1）を見ます。")),
        Fault("a role in full width", "source/role-line", PAGE, paragraph("｛step｝`1`に戻ります。")),
        Fault("a step in full width", "source/role-line", PAGE, paragraph("{step}`１`に戻ります。")),
        Fault("a blank before a role's name", "source/role-line", PAGE, paragraph("{step} `1`に戻ります。")),
        Fault("a comment in full width", "source/comment-line", PAGE, paragraph("％ あとで直します。")),
        Fault("a heading without a blank", "source/heading-line", PAGE, paragraph("##受付の時間")),
        Fault("a struck word", "source/struck", PAGE, paragraph("~~来月~~から使います。")),
        Fault("a quotation", "source/refused", PAGE, paragraph("> 端末を用意します。")),
        Fault("a backquote that is not ended", "source/backquote", PAGE, paragraph("`abcと入力します。")),
    ),
    site=False,
    consequences=("japanese/polite", "japanese/width"),
)
BOXES = Batch(
    "boxes",
    (
        Fault(
            "a box that is not closed",
            "source/box-open",
            PAGE,
            edit(PAGE, "(history)=", ":::{caution}\n押しません。\n\n(history)="),
        ),
        Fault("an option in full width", "source/option-line", PAGE, edit(PAGE, ":name: ", "：name：")),
    ),
    site=False,
    consequences=("source/remedy", "japanese/polite"),
)
BATCHES = (SLIPS, BOXES)
