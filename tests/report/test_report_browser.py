"""The page in a real browser without a network."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from report.many import many_result
from report.synthetic import synthetic_material
from riobravo.report import write_report

pytestmark = pytest.mark.browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        reason = f"no browser found, looked for {', '.join(NAMES)}"
        if os.environ.get("RIOBRAVO_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, written: Path) -> Iterator[tuple[Page, list[str]]]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    context.set_offline(True)
    page = context.new_page()
    complaints: list[str] = []

    def requested(url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:")):
            complaints.append(f"requested {url}")

    page.on("request", lambda request: requested(request.url))
    page.on("console", lambda message: complaints.append(f"console {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"error {error}"))
    page.goto(written.as_uri())
    yield page, complaints
    context.close()
    assert complaints == []


def test_it_opens_without_network_or_complaint(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    assert page.locator("figure").count() == 9
    assert page.locator("h1").inner_text().startswith("Eight options")


def test_not_a_prediction_is_on_the_first_screen(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    box = page.locator(".warning").bounding_box()
    answer = page.locator("table.answer").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 400
    assert answer is not None
    assert answer["y"] < 560


def test_a_click_on_a_heading_sorts_and_a_second_reverses(
    opened: tuple[Page, list[str]],
) -> None:
    page, _ = opened
    figure = page.locator("#homicides-by-state")
    figure.locator("summary").nth(0).click()
    figure.locator("summary").nth(1).click()
    table = figure.locator("table").first

    def column(place: int) -> list[str]:
        return table.locator(f"tbody td:nth-child({place})").all_inner_texts()

    states = column(1)
    heading = table.locator("th:nth-child(4) button")
    heading.click()
    numbers = [float(text.replace("−", "-").replace(",", "")) for text in column(4)]
    assert len(numbers) == 32
    assert numbers == sorted(numbers)
    assert table.locator("th:nth-child(4)").get_attribute("aria-sort") == "ascending"
    heading.click()
    again = [float(text.replace("−", "-").replace(",", "")) for text in column(4)]
    assert again == sorted(numbers, reverse=True)
    table.locator("th:nth-child(1) button").click()
    assert sorted(column(1)) == sorted(states)
    assert column(1)[0] == "Aguascalientes"


def test_pictures_and_numbers_can_be_saved(
    opened: tuple[Page, list[str]], written: Path, tmp_path: Path
) -> None:
    page, _ = opened
    figure = page.locator("#overview")
    with page.expect_download() as picture:
        figure.locator(".save-picture").click()
    saved = tmp_path / "picture.svg"
    picture.value.save_as(saved)
    text = saved.read_text(encoding="utf-8")
    assert picture.value.suggested_filename == "overview.svg"
    assert text.startswith("<svg")
    assert 'xmlns="http://www.w3.org/2000/svg"' in text
    for needed in ("Unit: victims per year", "Seed 7", "riobravo 0.1.0"):
        assert needed in text
    with page.expect_download() as numbers:
        figure.locator("a[download]").click()
    numbers.value.save_as(tmp_path / "numbers.csv")
    beside = written.parent / "figures" / "overview.csv"
    assert (tmp_path / "numbers.csv").read_bytes() == beside.read_bytes()


@pytest.mark.parametrize("width", [320, 375, 640, 641, 800, 1280])
def test_the_page_never_scrolls_sideways(opened: tuple[Page, list[str]], width: int) -> None:
    page, _ = opened
    page.set_viewport_size({"width": width, "height": 740})
    for summary in page.locator("figure > details > summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown = page.locator("figure .narrow svg").first.is_visible()
    assert shown == (width <= 640)


def test_a_link_of_the_answer_opens_the_option(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    detail = page.locator("#option-leaders-killed")
    assert not detail.evaluate("(detail) => detail.open")
    page.locator('table.answer a[href="#option-leaders-killed"]').first.click()
    page.wait_for_function("document.getElementById('option-leaders-killed').open")
    assert "Evidence" in detail.inner_text() or "Homicides" in detail.inner_text()


def test_the_table_of_consequences_is_sorted_by_a_click(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    table = page.locator("#table-groups table")
    before = table.locator("tbody th").all_inner_texts()
    table.locator("thead th:nth-child(2) button").click()
    keys = table.locator("tbody td:nth-child(2)").evaluate_all("(all) => all.map((one) => +one.dataset.key)")
    assert keys == sorted(keys)
    assert sorted(table.locator("tbody th").all_inner_texts()) == sorted(before)


@pytest.mark.parametrize("width", [320, 375, 800, 1280])
def test_a_page_of_many_options_never_scrolls_sideways(browser: Browser, tmp_path: Path, width: int) -> None:
    path = write_report(many_result(46, members=8, years=2), tmp_path, synthetic_material())
    page = browser.new_page(viewport={"width": width, "height": 740})
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_no_text_of_a_picture_lies_on_another(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(OVERLAPS) == []


OVERLAPS = """() => {
  const found = [];
  for (const svg of document.querySelectorAll("figure svg")) {
    const frame = svg.getBoundingClientRect();
    if (!frame.width) continue;
    const texts = [...svg.querySelectorAll("text")]
      .filter((text) => text.textContent.trim() && text.getAttribute("stroke") !== "white")
      .map((text) => [text.textContent, text.getBoundingClientRect()])
      .filter(([, box]) => box.width);
    texts.forEach(([one, a], place) => {
      if (a.left < frame.left - 1 || a.right > frame.right + 1) found.push(`${one} is cut off`);
      for (const [other, b] of texts.slice(place + 1)) {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1 && down > 3) found.push(`${one} | ${other}`);
      }
    });
  }
  return found;
}"""


def test_it_prints_on_paper(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert 6 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 24
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert not page.locator(".tools").first.is_visible()
    assert page.locator("#overview .wide svg").is_visible()
    assert not page.locator("#overview .narrow svg").is_visible()


def open_detail(page: Page) -> None:
    page.locator("#option-arrests-doubled > summary").click()


def test_an_entry_of_the_ledger_is_shown_by_hover_and_put_away(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    open_detail(page)
    link, popover = page.locator("a.parameter").first, page.locator("#popover")
    assert not popover.is_visible()
    link.hover()
    popover.wait_for(state="visible")
    for needed in ("Weeks until a member", "No study measures it.", "Remembered", "Somebody A. (1999)"):
        assert needed in popover.inner_text()
    popover.hover()
    page.wait_for_timeout(400)
    assert popover.is_visible()
    page.keyboard.press("Escape")
    assert not popover.is_visible()
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 740})
        link.hover()
        popover.wait_for(state="visible")
        box = popover.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        page.keyboard.press("Escape")
        page.mouse.move(0, 0)


def test_an_entry_of_the_ledger_is_reached_by_keyboard(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    popover = page.locator("#popover")
    open_detail(page)
    page.locator("#option-arrests-doubled > summary").focus()
    for _press in range(12):
        page.keyboard.press("Tab")
        if popover.is_visible():
            break
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "popover"
    page.keyboard.press("Enter")
    entry = page.locator('[id="parameter-exit.delay"]')
    assert entry.evaluate("(entry) => entry.open")
    assert "No study measures it." in entry.inner_text()
    page.wait_for_timeout(300)
    assert not popover.is_visible()


def test_an_entry_of_the_ledger_opens_by_a_tap(browser: Browser, written: Path) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(written.as_uri())
    open_detail(page)
    page.locator("a.parameter").first.tap()
    entry = page.locator('[id="parameter-exit.delay"]')
    page.wait_for_function("document.querySelector('[id=\"parameter-exit.delay\"]').open")
    assert "Somebody A. (1999)" in entry.inner_text()
    context.close()


def test_scripts_from_elsewhere_are_refused_by_the_page(
    opened: tuple[Page, list[str]],
) -> None:
    page, complaints = opened
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "document.title = 'changed'";
          document.body.append(script);
        }"""
    )
    assert page.title() != "changed"
    assert len(complaints) == 1
    assert "Content Security Policy" in complaints.pop()


def test_it_can_be_read_without_scripts(browser: Browser, written: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written.as_uri())
    assert page.locator("#overview .wide svg").is_visible()
    assert not page.locator(".save-picture").first.is_visible()
    page.locator("#overview summary").click()
    assert page.locator("#overview table").is_visible()
    context.close()
