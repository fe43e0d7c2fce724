"""Look at many links at once, a thread a host, within the time of a run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Semaphore, Thread

from ...log import timed
from .follow import Budget, Seen, follow, split_host
from .limits import Limits

Result = tuple[str, Seen]


@timed("extras", "links looked up")
def look(
    urls: Sequence[str], limits: Limits, told: Callable[[str], None] = lambda _: None
) -> dict[str, Seen]:
    """What came of each address; ``told`` is given each one as it is done.

    What has not answered when the run's time is over is ``unclear``. The threads are then left
    behind (a name server's silence cannot be interrupted); they end with the process.
    """
    budget = Budget(limits, time.monotonic() + limits.total)
    results: SimpleQueue[Result] = SimpleQueue()
    slots = Semaphore(limits.hosts)
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(split_host(url), []).append(url)
    for group in by_host.values():
        Thread(target=_look_at, args=(group, budget, slots, results), daemon=True).start()
    seen: dict[str, Seen] = {}
    while len(seen) < len(urls):
        try:
            url, found = results.get(timeout=max(0.0, budget.until - time.monotonic()))
        except Empty:
            break
        seen[url] = found
        told(url)
    budget.ended.set()
    return {url: seen.get(url, Seen("unclear", (url,), None, "total")) for url in urls}


def _look_at(urls: Sequence[str], budget: Budget, slots: Semaphore, results: SimpleQueue[Result]) -> None:
    with slots:
        for url in urls:
            results.put((url, follow(url, budget)))
