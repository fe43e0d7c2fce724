"""After edits of the repository's own content a build's bytes are those of a clean one.

It takes minutes, so it must be asked for: ``TEBIKI_EDITS=100``.
"""

from __future__ import annotations

import os
from pathlib import Path

import edits

from city.current import copy_content

SEQUENCES = int(os.environ.get("TEBIKI_EDITS", "0"))

if SEQUENCES >= 100:

    def test_edits_of_the_own_content_give_a_clean_builds_bytes(tmp_path: Path) -> None:
        assert edits.differing_whole(tmp_path, SEQUENCES // 20, copy_content) == []
