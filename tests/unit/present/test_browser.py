"""The page of a report as headless Chromium draws it; pictures stay in build/screenshots."""

import pytest
from tests.browser import CHROMIUM, Browser
from tests.conftest import REPOSITORY

import govtext

PICTURES = REPOSITORY / "build" / "screenshots"
LONG = 20_000
SECONDS = 2.0

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    browser = Browser(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


@pytest.fixture
def shown(browser, county, tmp_path):
    """The browser with the page of a sample report."""
    page = tmp_path / "report.html"
    page.write_text(county.html(), encoding="utf-8")
    browser.complaints.clear()
    browser.prefer()
    browser.show(page.as_uri())
    return browser


def test_page_shows_text_and_says_nothing_on_the_console(shown, county):
    """Every paragraph can be read on the page, and the console stays empty."""
    read = shown.value("document.querySelector('main').innerText")
    for paragraph in county.paragraphs:
        assert paragraph.span.cut(county.text).strip() in read
    shown.picture(PICTURES / "report.png")
    assert shown.complaints == []


def test_every_link_leads_to_a_place_that_can_be_seen(shown, county):
    """Links of figures and actions, both ways, end at an element that takes up room."""
    lost = shown.value(
        "[...document.querySelectorAll('a[href]')].filter(a => {"
        " const there = document.getElementById(a.getAttribute('href').slice(1));"
        " return !there || !there.getClientRects().length; }).map(a => a.outerHTML)"
    )
    assert lost == []
    links = shown.value("document.querySelectorAll('a[href]').length")
    assert links >= 2 * (len(county.metrics) + len(county.actions))


def test_a_figure_is_marked_and_explained(shown, county):
    """The first figure is coloured, and a pointer on it shows indicator and value."""
    metric = county.metrics[0]
    assert shown.value("document.querySelector('#m0').textContent") == metric.text
    assert metric.indicator in shown.value("document.querySelector('#m0').title")
    colour = "getComputedStyle(document.querySelector('#m0')).backgroundColor"
    assert shown.value(colour) != "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("width", [360, 768, 1200])
def test_page_fits_its_window(shown, tmp_path, width):
    """At the width of a telephone, a tablet and a desk the page never scrolls sideways."""
    shown.show((tmp_path / "report.html").as_uri(), width=width)
    assert shown.value("document.documentElement.scrollWidth") <= width
    shown.picture(PICTURES / f"report-{width}.png")


def test_dark_scheme_is_dark_and_print_is_light(shown):
    """Colours follow the reader's scheme on the screen; paper stays white."""
    paper = "getComputedStyle(document.body).backgroundColor"
    shown.prefer(scheme="dark")
    assert shown.value(paper) == "rgb(22, 24, 29)"
    shown.picture(PICTURES / "report-dark.png")
    shown.prefer(scheme="dark", media="print")
    assert shown.value(paper) == "rgb(255, 255, 255)"
    printed = shown.printed()
    assert printed.startswith(b"%PDF")
    (PICTURES / "report.pdf").write_bytes(printed)


def test_a_long_report_is_drawn_in_time(browser, county_text, tmp_path):
    """The page of 20,000 characters is under 1 MB and drawn in under two seconds."""
    text = (county_text + "\n") * (LONG // len(county_text) + 1)
    page = tmp_path / "long.html"
    page.write_text(govtext.analyze(text[:LONG]).html(), encoding="utf-8")
    assert page.stat().st_size < 1_000_000
    browser.complaints.clear()
    assert min(browser.show(page.as_uri()) for _ in range(3)) < SECONDS
    assert browser.complaints == []
