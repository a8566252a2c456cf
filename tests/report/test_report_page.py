"""The page says what the result says, keeps to itself and shows what it misses."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import numpy as np
import pytest
import xarray as xr

from report.synthetic import synthetic_material, synthetic_result
from riobravo.credibility.validation import kept_result
from riobravo.errors import DataError
from riobravo.report import Material, write_report
from riobravo.report.results import Results
from riobravo.report.view import readings

LOADS = {"src", "srcset", "poster", "data", "action", "background", "xlink:href"}


class Reader(HTMLParser):
    """Collects what the tests ask about: addresses, figures, text."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.inner: list[str] = []
        self.figures: list[dict[str, Any]] = []
        self.text: list[str] = []
        self.quiet: str | None = None
        self.open_figure = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag in ("script", "style"):
            self.quiet = tag
        if "id" in found:
            assert found["id"] not in self.anchors
            self.anchors.add(found["id"])
        for name, value in found.items():
            if name in LOADS or (name == "href" and tag != "a"):
                self.loaded.append(value)
        if tag == "a":
            (self.inner if found["href"].startswith("#") else self.links).append(found["href"])
        if tag == "figure":
            self.open_figure = True
            self.figures.append({"text": [], "tags": [], "csv": "", "name": found["data-name"]})
        if self.open_figure:
            self.figures[-1]["tags"].append((tag, found))
            if tag == "a" and found["href"].startswith("data:text/csv"):
                self.figures[-1]["csv"] = found["href"]

    def handle_endtag(self, tag: str) -> None:
        if tag == self.quiet:
            self.quiet = None
        if tag == "figure":
            self.open_figure = False

    def handle_data(self, data: str) -> None:
        if self.quiet:
            return
        self.text.append(data)
        if self.open_figure:
            self.figures[-1]["text"].append(data)


def read(path: Path) -> Reader:
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


def words(pieces: list[str]) -> str:
    return " ".join(" ".join(pieces).split())


@pytest.fixture(scope="module")
def page(written: Path) -> Reader:
    return read(written)


def test_nothing_is_loaded_from_outside(page: Reader) -> None:
    assert [address for address in page.loaded if not address.startswith(("data:", "#"))] == []
    assert all(link.startswith(("https://", "data:text/csv")) for link in page.links)


def test_style_and_pictures_refer_only_to_the_page_itself(written: Path) -> None:
    html = written.read_text(encoding="utf-8")
    assert "@import" not in html
    assert re.findall(r"url\((?!#)", html) == []
    assert re.findall(r"NaN|Infinity|undefined", html) == []


def test_the_file_is_small_enough_to_send(written: Path) -> None:
    assert written.stat().st_size < 5_000_000


def test_every_inner_link_and_picture_reference_has_its_target(page: Reader, written: Path) -> None:
    assert {link[1:] for link in page.inner} <= page.anchors
    html = written.read_text(encoding="utf-8")
    assert set(re.findall(r"url\(#([^)]+)\)", html)) <= page.anchors


def test_every_figure_has_its_words_table_and_numbers(page: Reader) -> None:
    assert len(page.figures) == 9
    for figure in page.figures:
        text = words(figure["text"])
        tags = [tag for tag, _ in figure["tags"]]
        for needed in ("Unit: ", "Source: riobravo 0.1.0", "Seed 7", "not a prediction"):
            # Once on the picture for screens, once on the one for telephones, once by the table.
            assert text.count(needed) >= 3, (figure["name"], needed)
        assert tags.count("svg") == 2
        assert tags.count("title") == tags.count("desc") == 2
        assert "figcaption" in tags
        assert "table" in tags
        assert "th" in tags
        assert all(found.get("role") == "img" for tag, found in figure["tags"] if tag == "svg")
        assert figure["csv"]


def test_downloads_equal_the_files_beside_the_page(page: Reader, written: Path) -> None:
    for figure in page.figures:
        saved = (written.parent / "figures" / f"{figure['name']}.csv").read_text(encoding="utf-8")
        assert unquote(figure["csv"].partition(",")[2]) == saved
        rows = list(csv.reader(line for line in saved.splitlines() if not line.startswith("#")))
        assert len(rows) > 1
        assert {len(row) for row in rows} == {len(rows[0])}


def test_downloaded_differences_are_those_of_the_result(written: Path) -> None:
    result = synthetic_result()
    text = (written.parent / "figures" / "overview.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    last = result["homicides"].sel(year=5)
    for option, row in zip(result["option"].values[1:], rows, strict=True):
        difference = (last.sel(option=option) - last.isel(option=0)).values
        assert float(row["median"]) == pytest.approx(np.median(difference), rel=1e-5)
        assert float(row["worlds of 100 lower"]) == pytest.approx(100 * (difference < 0).mean())


def test_the_first_screen_says_what_it_is(page: Reader) -> None:
    text = words(page.text)
    start = text.index("In short")
    assert "This is not a prediction" in text[:start]
    for needed in ("Version 0.1.0", "Seed 7", "Worlds per option 200", "Options start Jan 2026"):
        assert needed in text[:start]


def test_options_stand_in_the_order_of_the_study(written: Path) -> None:
    html = written.read_text(encoding="utf-8")
    found = re.findall(r'<article class="card".*?<h3>(.*?)</h3>', html, re.S)
    assert found == [str(title) for title in synthetic_result()["option_title"].values[1:]]


def test_doubled_arrests_are_read_in_two_ways(page: Reader) -> None:
    result = synthetic_result()
    text = words(page.text)
    box = text[text.index("Doubled arrests: compared with what") :][:2500]
    doubled = result["homicides"].sel(option="arrests-doubled", year=5).values
    start = result["homicides_quarterly"].sel(option="arrests-doubled", quarter=slice(-0.75, 0))
    year_zero = start.mean("quarter").values
    against_start = 100 * np.median((doubled - year_zero) / year_zero)
    shown = re.search(r"Homicides (\S+)% [^%]*% [^%]* (\S+)% [^%]*% [^%]* (\S+)% ", box)
    assert shown is not None
    assert float(shown[2].replace("−", "-")) == pytest.approx(against_start, abs=1.0)
    for needed in ("against the status quo in 2030", "against 2025", "−16%", "+25%", "−25%"):
        assert needed in box


def test_without_that_option_there_is_no_such_reading() -> None:
    assert len(readings(Results(synthetic_result(members=20)))) == 2
    assert readings(Results(synthetic_result(members=20).isel(option=[0, 2, 3]))) == []
    without_past = synthetic_result(members=20).sel(quarter=slice(-0.25, 5))
    assert readings(Results(without_past)) == []


def test_misses_come_first_and_are_counted(page: Reader) -> None:
    text = words(page.text)
    checked = text[text.index("The program was run against") :]
    assert checked.startswith("The program was run against 2 published results; it misses 1")
    assert checked.index("leader-capture-local") < checked.index("members-2022")


def test_hindcasts_lead_with_where_they_lose(page: Reader) -> None:
    text = words(page.text)
    section = text[text.index("How past forecasts would have done") :]
    failed = [one["says"] for one in kept_result()["falsifiers"] if one["status"] == "FAIL"]
    places = [section.index(says.rstrip(".")) for says in failed]
    assert section.index("Where it loses") < min(places)
    assert max(places) < section.index("skill against the registered baseline")
    assert "The simulation has changed since its part was run on: Victims of intentional" in section


def test_words_stay_neutral(page: Reader) -> None:
    text = words(page.text).lower()
    for word in ("best", "worst", "should", "recommend", "effective", "succeed", "fails to"):
        assert not re.search(rf"\b{word}\b", text), word


def test_limits_are_all_named(page: Reader) -> None:
    text = words(page.text)
    for needed in (
        "How large the groups are",
        "one home state per group",
        "about 10% of homicides",
        "about 40% from 2022 to 2027",
        "municipalities",
        "force by another country",
        "Disappearances",
        "33,291, 30,979 and 26,289",
    ):
        assert needed in text


def test_the_same_result_gives_the_same_bytes(written: Path, tmp_path: Path) -> None:
    again = write_report(synthetic_result(), tmp_path, synthetic_material())
    assert again.read_bytes() == written.read_bytes()


def test_text_from_a_study_cannot_become_markup(tmp_path: Path) -> None:
    evil = '</script><script>alert(1)</script><img src="x" onerror="alert(1)">|"&'
    result = synthetic_result(options=3, members=30, years=2)
    result.attrs["study_title"] = result.attrs["study"] = result.attrs["command"] = evil
    result["option_title"] = ("option", [evil, evil + " b", evil + " c"])
    material = Material(
        sources=[{"title": evil, "url": "javascript:alert(1)"}],
        reproduction=[{"id": evil, "status": evil, "source": evil, "url": "javascript:alert(1)"}],
        descriptions={"arrests-doubled": evil},
    )
    path = write_report(result, tmp_path, material)
    html = path.read_text(encoding="utf-8")
    assert html.count("<script") == 1
    assert "<img" not in html
    assert not any(link.startswith("javascript:") for link in read(path).links)


def results_that_are_small() -> Iterator[tuple[str, xr.Dataset]]:
    yield "one world", synthetic_result(options=3, members=1, years=1)
    yield "no other option", synthetic_result(options=1, members=20, years=2)
    yield "no states", synthetic_result(options=2, members=20).drop_dims("state")
    yield "an option without any effect", same_twice()
    yield "a start in July", synthetic_result(options=2, members=20, start="2026-07")


def same_twice() -> xr.Dataset:
    result: xr.Dataset = synthetic_result(options=2, members=20)
    for name in result.data_vars:
        if "option" in result[name].dims:
            result[name][{"option": 1}] = result[name].isel(option=0)
    return result


@pytest.mark.parametrize(("name", "result"), list(results_that_are_small()))
def test_small_results_still_give_a_page(name: str, result: xr.Dataset, tmp_path: Path) -> None:
    text = words(read(write_report(result, tmp_path, synthetic_material())).text)
    assert "This is not a prediction" in text
    expected = {
        "one world": "the one simulated world",
        "no other option": "The study has no option to compare",
        "no states": "This report has no map",
        "an option without any effect": "No difference in any world",
        "a start in July": "Jul 2030 to Jun 2031",
    }
    assert expected[name] in text


def test_a_report_without_material_says_what_it_lacks(tmp_path: Path) -> None:
    text = words(read(write_report(synthetic_result(options=1, members=20), tmp_path)).text)
    for needed in (
        "The hindcasts were not given",
        "No reproduction results",
        "No list of sources",
        "No list of parameters",
    ):
        assert needed in text


@pytest.mark.parametrize("lost", ["homicides", "members_quarterly", "year"])
def test_a_result_that_lacks_something_is_refused(lost: str, tmp_path: Path) -> None:
    result = synthetic_result(options=2, members=5, years=1)
    incomplete = result.drop_vars(lost)
    with pytest.raises(DataError, match=lost):
        write_report(incomplete, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_result_with_values_that_are_not_numbers_is_refused(tmp_path: Path) -> None:
    result = synthetic_result(options=2, members=5, years=1)
    result["groups"][0, 0, 0] = np.nan
    with pytest.raises(DataError, match="groups"):
        write_report(result, tmp_path)
