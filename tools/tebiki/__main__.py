"""``python -m tebiki``."""

import sys

from .cli.dispatch import main

if __name__ == "__main__":  # a worker process imports this file too
    sys.exit(main())
