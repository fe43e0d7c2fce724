"""``tebiki serve``: the site on this machine while somebody writes, made again on each save."""
