"""The HTML page of a report."""

import re
from html.parser import HTMLParser

import pytest

import govtext
from govtext.present.page import render_page


class Reader(HTMLParser):
    """Collects text, ids, links and tags."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.tags, self.words = [], [], set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        named = dict(attrs)
        if "id" in named:
            self.ids.append(named["id"])
        if tag == "a" and "href" in named:
            self.links.append(named["href"])

    def handle_data(self, data):
        self.words.append(data)


def read(html):
    reader = Reader()
    reader.feed(html)
    return reader


def test_page_holds_the_whole_text(county):
    """Every character of every paragraph stands on the page, in order."""
    shown = "".join(read(county.html()).words)
    for paragraph in county.paragraphs:
        assert paragraph.span.cut(county.text) in shown


def test_links_lead_to_places_that_exist_once(county):
    """Each link's target is on the page, and no id stands twice."""
    page = read(county.html())
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert len(page.links) >= len(county.metrics) + len(county.actions)


def test_nothing_is_fetched_or_run(county):
    """The page has no script, no picture and no address."""
    html = county.html()
    assert not read(html).tags & {"script", "link", "img", "iframe", "object"}
    assert "http" not in re.sub(r"<meta http-equiv", "", html)


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>立案3件。", '"><img src=x onerror=y>立案3件。', "&lt;b&gt;3件"],
)
def test_hostile_text_is_escaped(text):
    """Markup inside the text is shown, never obeyed."""
    page = read(render_page(govtext.analyze(text, id=text)))
    assert not page.tags & {"script", "img"}
    assert text in "".join(page.words)


def test_characters_that_html_forbids_are_replaced():
    """Control characters and lone surrogates become the replacement character."""
    html = render_page(govtext.analyze("立案3件\x01\ud800。"))
    assert html.encode("utf-8").count("�".encode()) >= 1


def test_english_labels_on_request(county):
    """The same page has English labels."""
    assert "Indicator" in county.html(language="en")
    with pytest.raises(govtext.ConfigError, match="'zh' or 'en'"):
        county.html(language="fr")


def test_fragment_for_notebooks_is_short(county):
    """Notebooks get particulars and first rows, not the page."""
    fragment = county._repr_html_()
    assert fragment.startswith("<div")
    assert len(fragment) < 40_000


def test_a_long_report_stays_under_one_megabyte(county_text):
    """The page of 20,000 characters is under 1 MB."""
    text = (county_text + "\n") * (20_000 // len(county_text) + 1)
    assert len(govtext.analyze(text[:20_000]).html().encode()) < 1_000_000
