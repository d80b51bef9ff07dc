"""``python -m classroom``: what a teacher does with a class, one command each."""

from __future__ import annotations

import sys

from .commands import main

if __name__ == "__main__":
    sys.exit(main())
