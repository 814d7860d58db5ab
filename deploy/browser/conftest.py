"""A page of HTML in a real headless Chromium, beside the store that it was made of.

Environment: STATEPRINT_PAGE and STATEPRINT_STORE name them, STATEPRINT_LARGE a page of 10 models x 900 prompts,
STATEPRINT_EVIL one whose names try to inject. STATEPRINT_SHOTS is a folder for screenshots; CHROMIUM a browser.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

SECTIONS = [
    "overview", "portrait", "prompts", "compare", "geometry", "align", "systems", "choice", "drift", "map", "method",
]


def named(variable):
    value = os.environ.get(variable)
    assert value, f"set {variable}: see conftest.py"
    path = Path(value).resolve()
    assert path.exists(), f"{variable} = {path} is not there"
    return path


@pytest.fixture(scope="session")
def store():
    return named("STATEPRINT_STORE")


@pytest.fixture(scope="session")
def page_file():
    return named("STATEPRINT_PAGE")


@pytest.fixture(scope="session")
def large_file():
    return named("STATEPRINT_LARGE")


@pytest.fixture(scope="session")
def evil_file():
    return named("STATEPRINT_EVIL")


@pytest.fixture(scope="session")
def shots(tmp_path_factory):
    folder = Path(os.environ.get("STATEPRINT_SHOTS") or tmp_path_factory.mktemp("shots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        yield launched
        launched.close()


class Opened:
    """A page that is open, with all that it said and asked for."""

    def __init__(self, browser, file, theme="light", **more):
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=theme, **more)
        self.page = self.context.new_page()
        self.said = []
        self.asked = []
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())
        self.page.wait_for_selector("#in-overview[data-ready]")

    def show(self, section):
        """Brings a section into view; it is drawn then."""
        self.page.eval_on_selector(f"#{section}", "one => one.scrollIntoView()")
        self.page.wait_for_selector(f"#in-{section}[data-ready]")
        return self.page.locator(f"#{section}")

    def choose(self, which, value):
        """Takes a choice in a filter."""
        self.page.select_option(f"#filter-{which}", value)

    def series(self, chart):
        """What a chart was drawn from: names and data of its series."""
        return self.page.evaluate(
            """id => echarts.getInstanceByDom(document.getElementById(id)).getOption().series
              .map(one => ({name: one.name, id: one.id, type: one.type,
                data: (one.data || []).map(item => item !== null && typeof item === 'object' && !Array.isArray(item)
                  ? item.value : item)}))""",
            chart,
        )

    def close(self):
        self.context.close()


@pytest.fixture
def opened(browser, page_file):
    one = Opened(browser, page_file)
    yield one
    one.close()


@pytest.fixture
def open_page(browser):
    pages = []

    def open_one(file, **more):
        pages.append(Opened(browser, file, **more))
        return pages[-1]

    yield open_one
    for one in pages:
        one.close()
