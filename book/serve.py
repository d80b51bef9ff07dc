"""Serve the built site: ``python -m book.serve _build/html 8000``.

The port is taken before anything is announced, so that an address that is said works.
"""

from __future__ import annotations

import functools
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOST = "127.0.0.1"


def open_server(site: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of the site that holds its port.

    Raises
    ------
    SystemExit
        If the port is none, or taken, or only for others; with one line that says what to do.
    """
    handler = functools.partial(SimpleHTTPRequestHandler, directory=site)
    try:
        return ThreadingHTTPServer((HOST, port), handler)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SystemExit(
            f"The book is built, but port {port} cannot be used: {reason}. Another one: make serve PORT=8123"
        ) from None


def main(site: str, port: str) -> None:
    """Serve until Ctrl-C."""
    if not Path(site).is_dir():
        raise SystemExit(f"SITE is {site!r}; allowed: the folder of the built book")
    if not port.isdecimal():
        raise SystemExit(f"PORT is {port!r}; allowed: a number from 1 to 65535")
    with open_server(Path(site), int(port)) as server:
        print(f"The book is on http://{HOST}:{port} (Ctrl-C stops it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main(*sys.argv[1:])
