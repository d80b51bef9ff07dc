"""The built folder is ready for any static host, under any address, and says what it is."""

from __future__ import annotations

import functools
import http.server
import json
import threading
import xml.etree.ElementTree as ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup
from conftest import CHAPTER, PAGES, ROOT, QuietServer, Watch, open_page

CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
BASE, TITLE = CONFIG["html"]["baseurl"], CONFIG["title"]
LINKED = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}


@functools.cache
def parsed(path):
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def content(page, key, name):
    (found,) = page.find_all("meta", {key: name})
    return found["content"]


@pytest.mark.parametrize("name", PAGES)
def test_page_says_what_it_is(site_dir, name):
    page = parsed(site_dir / name)
    (canonical,) = page.find_all("link", rel="canonical")
    assert canonical["href"] == BASE + name
    description = content(page, "name", "description")
    assert 40 <= len(description) <= 200
    assert description.endswith((".", "!", "?", ".”"))
    for tag, same in {"og:url": BASE + name, "og:description": description}.items():
        assert content(page, "property", tag) == same
    assert content(page, "property", "og:site_name") == TITLE
    assert len(page.find_all("meta", {"name": "viewport"})) == 1
    picture = content(page, "property", "og:image").removeprefix(BASE)
    assert (site_dir / picture).is_file()
    (data,) = page.find_all("script", type="application/ld+json")
    resource = json.loads(data.string)
    assert resource["@context"] == "https://schema.org"
    assert resource["@type"] == "LearningResource"
    assert resource["name"] == content(page, "property", "og:title")
    assert resource["url"] == BASE + name
    if name.startswith("chapters/"):
        assert len(resource["teaches"]) >= 3


def test_no_two_pages_describe_themselves_alike(site_dir):
    told = [content(parsed(site_dir / name), "name", "description") for name in PAGES]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("name", ["index.html", "404.html"])
def test_what_stands_beside_the_pages_is_a_whole_document(site_dir, name):
    text = (site_dir / name).read_text("utf-8")
    assert text.lstrip().lower().startswith("<!doctype html>")
    page = parsed(site_dir / name)
    assert page.html["lang"] == "en"
    assert TITLE in page.title.string
    assert page.find("meta", charset=True)
    assert page.h1.string
    assert page.main.a["href"]


def test_the_map_names_every_page(site_dir):
    places = ElementTree.parse(site_dir / "sitemap.xml").iterfind(".//{*}loc")
    assert {place.text for place in places} == {BASE + name for name in PAGES}


def test_github_leaves_no_folder_out(site_dir):
    assert (site_dir / ".nojekyll").exists()


@pytest.mark.parametrize("name", [*PAGES, "index.html", "search.html", "genindex.html"])
def test_no_link_within_the_site_says_where_the_site_is(site_dir, name):
    for tag, attribute in LINKED.items():
        for found in parsed(site_dir / name).find_all(tag, {attribute: True}):
            if found.get("rel") != ["canonical"]:
                assert not found[attribute].startswith(("/", BASE)), found


@pytest.fixture
def elsewhere(site_dir, tmp_path):
    """The address of the site in a sub-folder of another host, which shows its 404 page as static hosts do."""
    (tmp_path / "courses/bio 7").mkdir(parents=True)
    (tmp_path / "courses/bio 7/book").symlink_to(site_dir)

    class Host(QuietServer):
        def send_error(self, code, *_):
            body = (site_dir / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

    handler = functools.partial(Host, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/courses/bio%207/book/"
        server.shutdown()


def test_the_folder_works_below_any_address(browser, elsewhere):
    watch = Watch(own=elsewhere)
    page = browser.new_page()
    watch.follow(page)
    page.goto(elsewhere)
    page.wait_for_url("**/book/index.html")
    page.wait_for_selector("html[data-widgets=ready]")
    open_page(page, elsewhere + CHAPTER)
    assert watch.problems == []
    page.goto(elsewhere + "chapters/11-nothing.html")
    assert page.get_by_role("heading", name="This page is not here").is_visible()
    assert page.get_by_role("link").first.get_attribute("href") == BASE + "book/index.html"
    page.close()
