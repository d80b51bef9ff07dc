"""What a visit to the site weighs, for the tests that hold it to its limit."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

#: Most bytes, gzipped, of a page after the first one.
SECOND_PAGE = 60_000


def weight(addresses: Iterable[str], site_url: str, site_dir: Path) -> int:
    """Return the bytes of the site's files at these addresses, gzipped."""
    names = {
        urlsplit(address).path.lstrip("/") for address in addresses if address.startswith(site_url)
    }
    return sum(len(gzip.compress((site_dir / name).read_bytes(), 9)) for name in names)
