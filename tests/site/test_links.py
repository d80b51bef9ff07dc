"""No link of the site leads nowhere.

Links within the site are followed here. Links that leave it are only looked at; `make links` asks
their hosts, which needs the network.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from conftest import PAGES, ROOT

BIBLIOGRAPHY = ROOT / "book/references.bib"
# What a DOI looks like, by Crossref: all of those given since the year 2000, and nearly all older.
DOI = re.compile(r"10\.\d{4,9}/[-._;()/:a-z0-9]+", re.IGNORECASE)


@cache
def parsed(file):
    return BeautifulSoup(file.read_text("utf-8"), "html.parser")


@cache
def anchors(file):
    return {place[key] for key in ("id", "name") for place in parsed(file).select(f"[{key}]")} | {
        ""
    }


def addresses(file):
    """Yield the address of everything that a page links to or shows."""
    for tag in parsed(file).select("[href], [src]"):
        yield urlsplit(tag.get("href") or tag.get("src"))


def pages(site_dir):
    """Return the pages of the site; the theme keeps templates of its own among its assets."""
    return sorted(set(site_dir.rglob("*.html")) - set((site_dir / "_static").rglob("*")))


def broken(file, site_dir):
    """Yield the links of a page within the site that lead nowhere."""
    for address in addresses(file):
        if address.scheme or address.netloc:
            continue
        target = (file.parent / unquote(address.path)).resolve() if address.path else file
        there = target.is_file() and target.is_relative_to(site_dir.resolve())
        if there and target.suffix == ".html":
            there = unquote(address.fragment) in anchors(target)
        if not there:
            yield address.geturl()


def test_all_pages_are_looked_at(site_dir):
    found = {page.relative_to(site_dir).as_posix() for page in pages(site_dir)}
    assert set(PAGES) <= found


def test_every_link_within_the_site_leads_somewhere(site_dir):
    nowhere = {
        page.name: links for page in pages(site_dir) if (links := list(broken(page, site_dir)))
    }
    assert nowhere == {}


def test_a_link_that_leads_nowhere_is_found(tmp_path):
    (tmp_path / "other.html").write_text('<p id="here">')
    page = tmp_path / "page.html"
    links = (
        "other.html#here",
        "other.html#gone",
        "gone.html",
        "#gone",
        "../page.html",
        "https://a.b",
    )
    page.write_text("".join(f'<a href="{link}">x</a>' for link in links))
    assert list(broken(page, tmp_path)) == ["other.html#gone", "gone.html", "#gone", "../page.html"]


def test_links_that_leave_the_site_are_sound_and_encrypted(site_dir):
    outside = {a for page in pages(site_dir) for a in addresses(page) if a.scheme or a.netloc}
    assert outside
    odd = [a.geturl() for a in outside if a.scheme not in ("https", "data") or " " in a.geturl()]
    assert odd == []


def dois():
    return re.findall(
        r"^\s*doi\s*=\s*[{\"](.*?)[}\"]", BIBLIOGRAPHY.read_text("utf-8"), re.M | re.I
    )


@pytest.mark.parametrize("doi", dois())
def test_doi_is_well_formed(doi):
    assert DOI.fullmatch(doi)


def test_no_doi_stands_for_two_sources():
    assert [doi for doi, count in Counter(map(str.lower, dois())).items() if count > 1] == []
