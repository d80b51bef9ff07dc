"""Put the built site into one zip, for readers without a network.

``python -m book.offline _build/html`` writes ``when-cells-stop-listening.zip`` into the site. Unpacked, it opens with
a double click on ``index.html``, and all works from the disk, search too. The same site gives the same zip, byte for
byte.
"""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path

from book import built
from book.paper import NAME

#: What only a host reads.
HOSTS = {"_headers", ".nojekyll", ".buildinfo", "404.html", "objects.inv", "sitemap.xml"}
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can tell
LINK = re.compile(rf'<a [^>]*href="[./]*{NAME}\.zip"[^>]*>(.*?)</a>', re.DOTALL)


def files(site: Path) -> list[Path]:
    """Return the files of the site that a reader needs, in one order."""
    return sorted(
        path
        for path in site.rglob("*")
        if path.is_file()
        and path.name != f"{NAME}.zip"
        and str(path.relative_to(site)) not in HOSTS
    )


def content(path: Path) -> bytes:
    """Return a file as it stands in the zip: there, no page leads to the zip."""
    data = path.read_bytes()
    if path.suffix != ".html":
        return data
    return LINK.sub(r"\1", data.decode("utf-8")).encode("utf-8")


def pack(site: Path) -> Path:
    """Write the zip into the site; return its path."""
    target = site / f"{NAME}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in files(site):
            entry = zipfile.ZipInfo(f"{NAME}/{path.relative_to(site).as_posix()}", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content(path))
    return target


if __name__ == "__main__":
    zipped = pack(built.site(sys.argv[1:]))
    print(f"The book for readers without a network: {zipped}")
