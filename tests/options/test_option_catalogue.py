"""The shipped options, the examples of the documentation, and what users see of them."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from riobravo.commands.options import list_options, show_option
from riobravo.errors import InputError
from riobravo.options import instruments
from riobravo.options.catalogue import FOLDER, load_catalogue, load_option, load_runnable, resolve
from riobravo.options.description import BLOCKS, chart_levers, describe
from riobravo.options.schedule import check_schedule, lever_table
from riobravo.options.schema import Option
from riobravo.options.status import needs_of
from riobravo.reading import read_text, validate
from riobravo.study import load_study, study_from
from riobravo.world.levers import neutral_table

NAMES = list(load_catalogue())
PAGE = Path(__file__).parents[2] / "docs" / "options.md"
BLOCK = re.compile(r"^```yaml (option|study)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^```ya?ml", re.MULTILINE)


def _screen(width: int = 120) -> Console:
    return Console(file=io.StringIO(), width=width)


def _shown(screen: Console) -> str:
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def test_the_catalogue_begins_with_the_status_quo_and_holds_the_shipped_study() -> None:
    assert NAMES[0] == "status-quo"
    assert NAMES[1:] == sorted(NAMES[1:])
    assert load_study().options == tuple(load_runnable())
    assert set(load_runnable()) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_option_is_valid_and_explained(name: str) -> None:
    option = load_catalogue()[name]
    assert (FOLDER / f"{name}.yaml").exists()
    assert len(option.summary) > 80
    assert option.evidence_note is not None
    if option.orders:
        assert "For:" in option.evidence_note
        assert "Against:" in option.evidence_note
    sentences = describe(option)
    assert len(sentences) == max(1, len(option.orders))
    assert all(sentence[0].isupper() or sentence[0].isdigit() for sentence in sentences)
    assert all(sentence.endswith(".") for sentence in sentences)


@pytest.mark.parametrize("name", load_runnable())
def test_a_runnable_option_can_be_scheduled(name: str) -> None:
    check_schedule(load_catalogue()[name], load_study())


def test_the_bound_on_recruitment_says_that_no_programme_achieves_it() -> None:
    assert "No known programme achieves this" in load_catalogue()["recruitment-halved"].summary


def test_unknown_options_are_answered_with_close_ones_and_the_list() -> None:
    with pytest.raises(InputError, match=r"did you mean `arrests-doubled`.*status-quo"):
        resolve("arrest-doubled")
    with pytest.raises(InputError, match="use one of: status-quo"):
        resolve("zzz")


def test_paths_stay_in_the_folder_of_a_study_but_are_free_on_the_command_line(
    tmp_path: Path,
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("id: mine\ntitle: Mine\nsummary: Words.\n", encoding="utf-8")
    assert resolve(str(path)).id == resolve("mine.yaml", tmp_path).id == "mine"
    inner = tmp_path / "inner"
    inner.mkdir()
    for reference in (str(path), "../mine.yaml", "..\\mine.yaml"):
        with pytest.raises(InputError, match="outside the folder"):
            resolve(reference, inner)


@pytest.mark.parametrize(("kind", "text"), BLOCK.findall(PAGE.read_text(encoding="utf-8")))
def test_every_example_of_the_page_works(kind: str, text: str, tmp_path: Path) -> None:
    for other, content in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if other == "option":
            name = validate(read_text(content, "page"), Option).id
            (tmp_path / f"{name}.yaml").write_text(content, encoding="utf-8")
    document = read_text(text, "options.md")
    if kind == "study":
        study = study_from(document, tmp_path)
        assert study.resolved_options()[0].id == "status-quo"
    else:
        own = validate(document, Option)
        option = load_option(tmp_path / f"{own.id}.yaml")
        assert len(describe(option)) == len(option.orders) >= len(own.orders)
        assert own.title in option.title
        if needs_of(option):
            with pytest.raises(InputError, match="not yet modelled"):
                check_schedule(option, load_study())
        else:
            check_schedule(option, load_study())


def test_no_example_of_the_page_goes_untested() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert len(FENCE.findall(text)) == len(BLOCK.findall(text)) == 6


def test_the_page_explains_every_field() -> None:
    text = PAGE.read_text(encoding="utf-8")
    from riobravo.options.condition import Condition
    from riobravo.options.instruments import load_instruments
    from riobravo.options.order import Order
    from riobravo.study import Study

    for model in (Option, Order, Condition, Study):
        for name in model.model_fields:
            assert f"`{name}`" in text
    for name in load_instruments():
        assert f"| `{name}` |" in text


def test_a_chart_shows_each_moved_lever_week_by_week() -> None:
    assert chart_levers(neutral_table(52)) == []
    table = lever_table(load_catalogue()["arrests-doubled"], load_study(), 52, {}, 1)[0]
    table[:26, 0] = 1.0
    (chart,) = chart_levers(table)
    assert chart.lever == "arrests (ratio)"
    assert chart.rows == (("1", BLOCKS[0] * 26 + BLOCKS[-1] * 26),)
    assert (chart.low, chart.high) == (1.0, 2.0)
    weekly = neutral_table(4 * 52)
    weekly[20, 7] = 2.0
    (chart,) = chart_levers(weekly)
    assert [years for years, _ in chart.rows] == ["1", "2-4"]
    assert chart.rows[0][1] == "▁" * 20 + "█" + "▁" * 31
    assert np.isclose(chart.high, 2.0)


@pytest.mark.parametrize("name", NAMES)
def test_every_order_of_every_option_is_in_its_chart(name: str) -> None:
    screen = _screen()
    show_option(name, console=screen)
    shown = _shown(screen)
    option = load_catalogue()[name]
    for order in option.orders:
        moved = [move.lever for move in order.moves if move.value != 0.0]
        assert all(f"{lever} (" in shown for lever in moved), order.instrument
    assert ("Week by week" in shown) == bool(option.orders)
    for codes in (option.claims, option.documents):
        assert all(code in shown for code in codes)


def test_sizes_are_shown_as_a_worldview_believes_them() -> None:
    shown = []
    for view in (None, "public-health"):
        screen = _screen()
        show_option("prevention", worldview=view, console=screen)
        shown.append(_shown(screen))
    assert "prevention_cut: uniform 0 to 0.25 (grade D)" in shown[0]
    assert "recruitment (ratio): 0.875 to 1" in shown[0]
    assert "prevention_cut: uniform 0.1 to 0.4 (grade D)" in shown[1]
    assert "recruitment (ratio): 0.75 to 1" in shown[1]


def test_the_list_names_every_option(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instruments, "existing_mechanisms", lambda: frozenset({"G1", "G2", "G5"}))
    screen = _screen()
    list_options(console=screen)
    assert all(name in _shown(screen) for name in NAMES)
    shown = " ".join(_shown(screen).split())
    assert "not yet modelled: needs" in shown
    assert "F4 (invasion)" in shown


def test_the_list_for_programs_is_complete() -> None:
    screen = _screen(40)
    list_options(as_json=True, console=screen)
    entries = json.loads(_shown(screen))
    assert [entry["id"] for entry in entries] == NAMES
    assert {"id", "title", "summary", "orders", "description"} <= set(entries[0])
    by_id = {entry["id"]: entry for entry in entries}
    assert (by_id["prevention"]["status"], by_id["prevention"]["needs"]) == ("runnable", [])
    labs = by_id["strikes-on-labs"]
    assert (labs["status"], labs["needs"]) == ("runnable", [])
    assert labs["cost"]["usd_per_year"] == [75e6, 4400e6]
    assert labs["cost"]["is_complete"]
    assert labs["orders"][0]["consent"] == "without-consent"
    campaign = by_id["strikes-and-raids"]
    assert campaign["bundle"] == ["strikes-on-labs", "strikes-on-leaders", "raids-without-consent"]
    assert not campaign["cost"]["is_complete"]


@pytest.mark.parametrize("name", ["status-quo", "arrests-doubled", "remove-largest-leader"])
def test_an_option_is_shown_in_words_and_as_a_chart(name: str) -> None:
    screen = _screen()
    show_option(name, console=screen)
    shown = " ".join(_shown(screen).split())
    assert all(sentence in shown for sentence in describe(load_catalogue()[name]))
    assert ("Week by week" in shown) == (name != "status-quo")
    as_json = _screen()
    show_option(name, as_json=True, console=as_json)
    assert json.loads(_shown(as_json))["id"] == name


def test_an_option_that_is_not_modelled_is_shown_with_what_is_missing_and_its_cost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(instruments, "existing_mechanisms", lambda: frozenset({"G5"}))
    screen = _screen()
    show_option("strikes-and-raids", console=screen)
    shown = " ".join(_shown(screen).split())
    assert "Week by week" not in shown
    assert "Not yet modelled, so it cannot run. It needs: F1 (strikes) D1" in shown
    assert "84 to 4,409 million USD per year; other parts unknown" in shown
    screen = _screen()
    show_option("joint-intelligence", console=screen)
    assert "Public cost: unknown." in _shown(screen)


def test_an_option_for_another_start_is_still_explained(tmp_path: Path) -> None:
    path = tmp_path / "early.yaml"
    path.write_text(
        "id: early\ntitle: '[bold]Early'\nsummary: Words.\norders:\n"
        "  - {instrument: arrests, multiply_by: 2, start: 2020-01}\n",
        encoding="utf-8",
    )
    screen = _screen()
    show_option(str(path), console=screen)
    shown = " ".join(_shown(screen).split())
    assert "[bold]Early" in shown
    assert "No chart for a start in 2026-01" in shown
