"""Running nbgrader's converters from a program."""

from __future__ import annotations

import io
import logging
import re

from nbgrader.converters import BaseConverter

_ERROR = re.compile(r"^[\w.]*(?:Error|Exception)\b.*", re.MULTILINE)


def convert(converter: BaseConverter) -> str:
    """Run a converter, and let Ctrl-C through, which nbgrader's own way of doing this swallows.

    Parameters
    ----------
    converter : BaseConverter

    Returns
    -------
    str
        Why it failed, in one line; empty where it did not.
    """
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    converter.log.addHandler(handler)
    try:
        converter.start()
    except Exception as failure:  # nbgrader raises of every kind; what it logged says more
        errors = _ERROR.findall(told.getvalue())
        return " ".join((errors[-1] if errors else str(failure)).split())[:300]
    finally:
        converter.log.removeHandler(handler)
    return ""
