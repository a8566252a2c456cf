"""The first answer and the consequences: what they say is what the result holds, at any size."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from report.many import LONG, SHAPES, many_options, many_result
from report.synthetic import synthetic_material, synthetic_result
from riobravo.analysis.headlines import load_headlines, load_outside, table_titles
from riobravo.analysis.profiles import Direction, Profile, load_profiles
from riobravo.errors import InputError
from riobravo.report import Material, write_report
from riobravo.report.answer import answer_lines, tally
from riobravo.report.consequences import Consequences, consequences
from riobravo.report.results import Results
from riobravo.world.outcomes import NATIONAL

OPTIONS = 46
FORCE = {option: force for option, _, force in many_options(OPTIONS) if force}


def material() -> Material:
    reference = {
        "title": "Compellent threats of great powers",
        "low": 32,
        "high": 41,
        "cases": "210 threats",
        "inside": "31 of 100 worlds",
        "source": "Somebody 2011",
        "note": "conditioned alike",
    }
    return replace(
        synthetic_material(),
        force=FORCE,
        grades={key: {"B": 2, "D": 14} for key in FORCE},
        outside={key: [reference] for key in FORCE},
        shares={key: {"homicides": {"B": 0.1, "D": 0.7, "luck": 0.2}} for key in FORCE},
    )


@pytest.fixture(scope="module")
def result() -> xr.Dataset:
    return many_result(OPTIONS, members=40, others=3)


@pytest.fixture(scope="module")
def found(result: xr.Dataset) -> Consequences:
    return consequences(Results(result))


@pytest.fixture(scope="module")
def large(result: xr.Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(result, tmp_path_factory.mktemp("large"), material())


def rows(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in text if not line.startswith("#")))


def test_a_report_of_the_whole_system_is_small_enough(large: Path) -> None:
    assert large.stat().st_size < 8_000_000


def test_every_option_has_one_line_and_one_detail(large: Path) -> None:
    html = large.read_text(encoding="utf-8")
    answer = html.split('<table class="answer">')[1].split("</table>")[0]
    assert len(re.findall(r'<th scope="row">', answer)) == OPTIONS - 1
    for option, title, _ in many_options(OPTIONS)[1:]:
        assert f'<a href="#option-{option}">{title}</a>' in answer
        assert html.count(f'id="option-{option}"') == 1
    assert LONG in answer


def test_every_headline_outcome_has_a_column_under_its_table(large: Path) -> None:
    html = large.read_text(encoding="utf-8")
    for table in table_titles():
        part = html.split(f'id="table-{table}"')[1].split("</table>")[0]
        names = [one.title for one in load_headlines() if one.table == table and one.name in SHAPES]
        for title in names:
            assert title[1:].replace("'", "&#39;") in part, title
        assert part.count('<th scope="row">') == OPTIONS - 1


def test_options_that_use_force_are_marked_and_stand_under_their_heading(large: Path) -> None:
    html = large.read_text(encoding="utf-8")
    answer = html.split('<table class="answer">')[1].split("</table>")[0]
    for heading, force in (("with Mexico", "with consent"), ("without its consent", "without consent")):
        body = next(part for part in answer.split("<tbody>") if heading in part)
        assert "no data from Mexico" in body
        linked = re.findall(r'href="#option-([^"]+)">[^0-9]', body)
        assert set(linked) == {option for option, kind in FORCE.items() if kind == force}
    for option in ("measure-1", "measure-44"):
        detail = html.split(f'id="option-{option}"')[1].split('<details class="option-detail"')[0]
        assert ("Extrapolation." in detail) == (option in FORCE)
        assert ("Compellent threats of great powers" in detail) == (option in FORCE)
        assert ("grade D 70%" in detail) == (option in FORCE)


def test_what_is_out_of_scope_is_listed_with_its_proxies(large: Path) -> None:
    part = large.read_text(encoding="utf-8").split('id="out-of-scope"')[1].split("</ul>")[0]
    titles = {one.name: one.title.replace("'", "&#39;") for one in load_headlines()}
    assert len(load_outside()) == 3
    for one in load_outside():
        assert one.title in part
        assert all(titles[name] in part for name in one.proxies)


def test_the_numbers_are_those_of_the_result(large: Path, result: xr.Dataset) -> None:
    table = rows(large.parent / "figures" / "consequences.csv")
    headlines = {one.name: one for one in load_headlines()}
    assert len(table) == (OPTIONS - 1) * sum(name in result for name in headlines)
    options = {title: option for option, title, _ in many_options(OPTIONS)}
    for row in table[:: OPTIONS + 1]:
        values = result[row["name"]]
        values = values.sum("year") if headlines[row["name"]].summed else values.isel(year=-1)
        difference = (values.sel(option=options[row["option"]]) - values.isel(option=0)).values
        factor = 100.0 if values.attrs.get("units") in ("1", "share") else 1.0
        factor = 100.0 if result[row["name"]].attrs["units"] in ("1", "share") else factor
        assert float(row["median"]) == pytest.approx(factor * np.median(difference), rel=1e-4, abs=1e-9)


def test_the_drawn_courses_are_those_of_the_result(large: Path, result: xr.Dataset) -> None:
    table = rows(large.parent / "figures" / "over-time.csv")
    row = next(one for one in table if one["outcome"] == "remittances" and one["option"] == "measure-7")
    first = result["remittances_quarterly"].sel(option="measure-7").isel(quarter=0)
    assert float(row["q50"]) == pytest.approx(float(np.median(first)), rel=1e-4)


def swapped(profiles: tuple[Profile, ...]) -> list[Profile]:
    one, other = "residents-of-mexico", "residents-of-the-us"
    named = {profile.name: profile for profile in profiles}
    exchange = {one: other, other: one}
    return [
        replace(
            profile,
            name=exchange.get(profile.name, profile.name),
            title=named[exchange.get(profile.name, profile.name)].title,
            short=named[exchange.get(profile.name, profile.name)].short,
        )
        for profile in profiles
    ]


def test_swapping_the_labels_of_both_countries_changes_no_simulated_number(tmp_path: Path) -> None:
    result = many_result(6, members=30)
    before = result.copy(deep=True)
    plain = write_report(result, tmp_path / "plain", synthetic_material())
    other = replace(synthetic_material(), profiles=swapped(load_profiles()))
    turned = write_report(result, tmp_path / "turned", other)
    xr.testing.assert_identical(result, before)
    assert plain.read_bytes() != turned.read_bytes()
    names = [path.name for path in sorted((plain.parent / "figures").iterdir())]
    assert "consequences.csv" in names
    for name in names:
        same = [(path.parent / "figures" / name).read_bytes() for path in (plain, turned)]
        assert same[0] == same[1]
    cells = [re.findall(r"<td class=\"[gwk]\".*?</td>", p.read_text("utf-8")) for p in (plain, turned)]
    assert cells[0] == cells[1]


def moved(by: float, *, members: int = 100, against: int = 0) -> xr.Dataset:
    """Return a result in which one option moves homicides by a share, and back in some worlds."""
    result = synthetic_result(options=2, members=members)
    factor = np.full(members, 1.0 + by)
    factor[:against] = 1.0 - by
    result["homicides"][1] = result["homicides"][0] * factor[:, None]
    result["homicides"].attrs["better"] = "lower"
    return result


def test_an_outcome_is_named_when_it_is_clear_and_matters() -> None:
    for by, against, buys, costs in (
        (-0.2, 0, 1, 0),
        (0.2, 0, 0, 1),
        (-0.2, 45, 0, 0),
        (-0.02, 0, 0, 0),
    ):
        result = Results(moved(by, against=against))
        [(_, [line])] = answer_lines(result, consequences(result), (), {})
        shown = [[one.headline.name for one in side].count("homicides") for side in (line.buys, line.costs)]
        assert shown == [buys, costs], (by, against)


def test_what_reaches_both_sides_is_told_as_open() -> None:
    result = Results(moved(-0.2, against=45))
    [(_, [line])] = answer_lines(result, consequences(result), (), {})
    assert [one.headline.name for one in line.open] == ["homicides"]


def test_a_profile_counts_by_its_own_direction() -> None:
    result = consequences(Results(moved(-0.2)))
    directions: tuple[tuple[Direction, tuple[str, ...]], ...]
    directions = (("lower", ("homicides",)), ("higher", ()))
    for direction, good in directions:
        profile = Profile("one", "One", "one", {"homicides": direction, "remittances": "higher"})
        counted = tally(result, "arrests-doubled", profile)
        assert (counted.good, len(counted.bad), counted.known) == (good, 1 - len(good), 1)


def test_events_are_counted_in_worlds(found: Consequences) -> None:
    effect = found.columns["usmca_ended"].effects["measure-45"]
    assert re.fullmatch(r"\d+ (more|fewer) of 100 worlds", effect.typical)


def test_headlines_are_recorded_outcomes_of_their_table() -> None:
    recorded = {one.name: one for one in NATIONAL}
    for one in load_headlines():
        assert one.name in recorded, one.name
        assert not one.summed or recorded[one.name].kind == "flow", one.name


def test_profiles_name_headline_outcomes_only() -> None:
    known = {one.name for one in load_headlines()}
    for profile in load_profiles():
        assert set(profile.good) <= known
    for one in load_outside():
        assert set(one.proxies) <= known


@pytest.mark.parametrize(
    "text",
    ["one: {title: One, short: one, good: {homicides: fewer}}", "one: {title: One, good: {}}", "- one"],
)
def test_a_bad_file_of_profiles_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "profiles.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        load_profiles(path)
