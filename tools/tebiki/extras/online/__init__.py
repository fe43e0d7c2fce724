"""``tebiki check --online``: where the links to other servers lead today; the only part that asks any."""
