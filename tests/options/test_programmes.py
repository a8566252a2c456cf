"""Orders as programmes: target, consent, trigger, off-ramp, states and cost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from riobravo.errors import InputError
from riobravo.options.catalogue import join_inline
from riobravo.options.description import describe
from riobravo.options.schedule import check_schedule, lever_table
from riobravo.options.schema import Option, Order
from riobravo.options.status import bill_of, needs_of
from riobravo.options.words import name_orders
from riobravo.reading import read_text
from riobravo.study import load_study, study_from
from riobravo.validation import check
from riobravo.world.outcomes import PLACE

ARRESTS = {"instrument": "arrests", "multiply_by": 2}
REMOVALS = {"instrument": "leader_removals", "per_year": 3, "mode": "kill", "layer": "top"}
RAIDS = {"instrument": "raids", "per_year": 10, "consent": "with-consent"}
AID = {"instrument": "security_aid", "amount": 100}
TARIFF = {"instrument": "tariff", "amount": 25, "exempt_percent": 0}
ABOVE = {"outcome": "homicides", "direction": "above", "change_percent": 20}


def _option(*orders: dict[str, Any], **fields: Any) -> Option:
    return check({"id": "mine", "orders": list(orders)} | fields, Option)


@pytest.mark.parametrize(
    ("order", "field", "words"),
    [
        (ARRESTS | {"target": "labs"}, ".target", "arrests cannot be aimed at labs"),
        (ARRESTS | {"target": "somebody"}, ".target", "use one of: all-groups"),
        (REMOVALS | {"target": "middle-layer"}, ".target", "does not go with `layer: top`"),
        (ARRESTS | {"consent": "with-consent"}, ".consent", "nothing that Mexico would consent to"),
        (AID | {"consent": "without-consent"}, ".consent", "cannot be done without Mexico's consent"),
        (AID | {"amount": -5, "consent": "with-consent"}, ".consent", "cannot be with-consent"),
        (RAIDS | {"consent": "not-applicable"}, ".consent", "with or without Mexico's consent"),
        ({"instrument": "raids", "per_year": 10}, ".consent", "`consent: with-consent` or"),
        (RAIDS | {"consent": "perhaps"}, ".consent", "use one of: with-consent"),
        (
            {"instrument": "invasion", "amount": 9, "consent": "with-consent"},
            ".consent",
            "by nature without",
        ),
        (AID | {"amount": 6000}, ".amount", "6000 million USD per year, but must stay within -1000 and 5000"),
        (AID | {"amount": 0}, ".amount", "changes nothing"),
        (AID | {"amount": "much"}, ".amount", "without quotes or unit"),
        ({"instrument": "security_aid"}, "", "needs `amount`"),
        (TARIFF | {"exempt_percent": 101}, ".exempt_percent", "within 0 and 100"),
        (AID | {"exempt_percent": 5}, ".exempt_percent", "it takes `amount`"),
        ({"instrument": "diplomacy", "amount": 5}, ".amount", "it has no size"),
        ({"instrument": "ultimatum", "demand": "everything"}, ".demand", "use one of: drug-flow"),
        ({"instrument": "ultimatum", "demand": "drug-flow", "end": 2}, ".end", "it happens once"),
        (
            {"instrument": "ultimatum", "demand": "drug-flow", "delivery": "sustained"},
            ".delivery",
            "once or triggered",
        ),
        (ARRESTS | {"delivery": "triggered"}, ".delivery", "go together"),
        (ARRESTS | {"delivery": "sustained", "trigger": ABOVE}, ".trigger", "go together"),
        (ARRESTS | {"trigger": ABOVE | {"outcome": "murders"}}, ".trigger.outcome", "no outcome `murders`"),
        (ARRESTS | {"trigger": ABOVE | {"value": 3}}, ".trigger", "either `change_percent` or `value`"),
        (
            ARRESTS | {"trigger": {"outcome": "homicides", "direction": "above"}},
            ".trigger",
            "either `change_percent` or `value`",
        ),
        (
            ARRESTS | {"trigger": ABOVE | {"direction": "below"}},
            ".trigger.change_percent",
            "would hold from the start",
        ),
        (ARRESTS | {"trigger": ABOVE | {"direction": "up"}}, ".trigger.direction", "above, below"),
        (ARRESTS | {"trigger": ABOVE | {"by": "soon"}}, ".trigger.by", "YYYY-MM"),
        (ARRESTS | {"trigger": ABOVE | {"by": 0}}, ".trigger.by", "after the start"),
        (ARRESTS | {"trigger": ABOVE | {"at": 0}}, ".trigger.at", "after the start"),
        (ARRESTS | {"trigger": ABOVE | {"at": 1, "by": 2}}, ".trigger.at", "either `at` or `by`"),
        (TARIFF | {"states": ["02"]}, ".states", "acts on the whole country"),
        (ARRESTS | {"trigger": "homicides"}, ".trigger", "must be fields with values"),
        (ARRESTS | {"off_ramp": "end"}, ".off_ramp", "needs an `end`"),
        (ARRESTS | {"off_ramp": 2, "end": 3}, ".off_ramp", "contradictory ends"),
        (ARRESTS | {"off_ramp": 1, "start": 2}, ".off_ramp", "after the start of the order"),
        (ARRESTS | {"off_ramp": "never"}, ".off_ramp", "YYYY-MM"),
        (ARRESTS | {"off_ramp": {"outcome": "homicides"}}, ".off_ramp.direction", "missing"),
        (ARRESTS | {"states": ["33"]}, ".states.0", "01"),
        (ARRESTS | {"states": [25]}, ".states.0", "put it in quotes"),
        (ARRESTS | {"states": ["25", "02"]}, ".states", "sort them"),
        (ARRESTS | {"states": ["02", "02"]}, ".states", "each once"),
        (ARRESTS | {"states": []}, ".states", "at least 1"),
        (ARRESTS | {"cost_usd_once": 5}, "", "a cost needs its source"),
        (ARRESTS | {"cost_usd_once": -5, "cost_source": "x"}, ".cost_usd_once", "at least 0"),
        (ARRESTS | {"cost_usd_per_year": [5, 1], "cost_source": "x"}, ".cost_usd_per_year", "lower end"),
        (ARRESTS | {"cost_usd_per_year": "5 million"}, ".cost_usd_per_year", "must be a number"),
    ],
)
def test_programmes_that_make_no_sense_are_refused(order: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        _option(ARRESTS, order)
    assert caught.value.field == f"orders.1{field}"
    assert words in str(caught.value)


def test_triggers_off_ramps_and_states_run_and_are_described() -> None:
    orders = (
        ARRESTS | {"trigger": ABOVE},
        ARRESTS | {"trigger": ABOVE | {"by": "2027-06"}, "ramp_years": 1},
        ARRESTS | {"off_ramp": ABOVE | {"direction": "below", "change_percent": -20}},
        ARRESTS | {"states": ["02", "25"]},
    )
    for order in orders:
        option = _option(order)
        assert needs_of(option) == ()
        check_schedule(option, load_study())
        assert describe(option)[0].endswith(".")
    sentence = describe(_option(ARRESTS | {"trigger": ABOVE | {"by": 2}}))[0]
    assert "once the level of homicides is more than 20 % above that at the start" in sentence
    assert "by 2 years after the start" in sentence
    not_yet = ABOVE | {"change_percent": -20, "at": "2027-01"}
    sentence = describe(_option(ARRESTS | {"trigger": not_yet}))[0]
    assert "if the level of homicides is less than 20 % below that at the start" in sentence
    assert sentence.count("in January 2027") == 1


def test_an_outcome_that_is_not_recorded_cannot_be_a_condition_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(PLACE, "homicides")
    with pytest.raises(InputError, match="needs outcome homicides") as caught:
        check_schedule(_option(ARRESTS | {"trigger": ABOVE}), load_study())
    assert caught.value.field == "orders.0.trigger"


def test_a_date_before_the_study_starts_is_refused() -> None:
    with pytest.raises(InputError, match="not after the start of the options") as caught:
        check_schedule(_option(ARRESTS | {"trigger": ABOVE | {"by": "2020-01"}}), load_study())
    assert caught.value.field == "orders.0.trigger.by"


def test_a_dated_off_ramp_ends_the_order_like_an_end() -> None:
    study = load_study()
    tables = [
        lever_table(_option(ARRESTS | end), study, 260, {}, 1)
        for end in ({"off_ramp": 2}, {"off_ramp": "2028-01"}, {"end": 2}, {"end": 2, "off_ramp": "end"})
    ]
    assert (tables[0][0, :104, 0] == 2).all()
    for table in tables[1:]:
        np.testing.assert_array_equal(table, tables[0])


def test_a_target_that_the_instrument_always_has_changes_nothing() -> None:
    study = load_study()
    with_target = lever_table(_option(REMOVALS | {"target": "leaders"}), study, 52, {}, 1)
    np.testing.assert_array_equal(with_target, lever_table(_option(REMOVALS), study, 52, {}, 1))


def test_consent_follows_from_the_instrument_where_there_is_no_choice() -> None:
    orders = _option(
        ARRESTS,
        AID,
        {"instrument": "treatment", "amount": -5},
        {"instrument": "development_aid", "amount": -5},
    ).orders
    assert [order.consent for order in orders] == [
        "not-applicable",
        "with-consent",
        "not-applicable",
        "not-applicable",
    ]
    invasion = _option({"instrument": "invasion", "amount": 100}).orders[0]
    assert (invasion.consent, invasion.delivery) == ("without-consent", "once")


def test_costs_add_up_and_say_when_something_is_unknown() -> None:
    option = _option(
        ARRESTS | {"cost_usd_per_year": 5e6, "cost_source": "A budget."},
        REMOVALS | {"cost_usd_per_year": [1e6, 3e6], "cost_usd_once": 2e6, "cost_source": "An audit."},
    )
    bill = bill_of(option)
    assert (bill.usd_per_year, bill.usd_once) == ((6e6, 8e6), (2e6, 2e6))
    assert bill.is_complete
    assert bill.sources == ("A budget.", "An audit.")
    unknown = bill_of(_option(ARRESTS | {"cost_usd_per_year": None}))
    assert unknown.usd_per_year is None
    assert not unknown.is_complete


def test_an_option_without_title_and_summary_gets_both_from_its_orders() -> None:
    option = _option(ARRESTS, {"instrument": "recruitment", "cut_by": 0.25, "end": 2})
    assert option.title == "Arrests × 2; recruitment cut by 25 %"
    assert option.summary == " ".join(describe(option))
    assert _option().title == "No change"
    assert _option().summary == "Nothing is changed."
    named = _option(ARRESTS, title="Mine")
    assert (named.title, named.summary) == ("Mine", describe(named)[0])
    many = _option(*[ARRESTS | {"multiply_by": 1.01, "start": n / 4} for n in range(40)])
    assert len(many.title) <= 200
    assert " more" in many.title
    assert len(many.summary) <= 5000


def test_an_option_made_in_python_gets_a_title_too() -> None:
    option = Option(id="mine", orders=(Order.model_validate(ARRESTS),))
    assert option.title == "Arrests × 2"
    assert join_inline(Option(id="two", bundle=("prevention",)), None).title == "Prevention"


def test_orders_of_the_same_kind_do_not_clash_by_name() -> None:
    option = _option(ARRESTS, ARRESTS | {"start": 1, "end": 2}, ARRESTS | {"start": 1, "end": 3}, REMOVALS)
    names = name_orders(option.orders)
    assert names == (
        "Arrests × 2 from the start of the options",
        "Arrests × 2 from 1 year after the start of the options (1)",
        "Arrests × 2 from 1 year after the start of the options (2)",
        "Top leaders killed, 3 per year",
    )


def test_an_option_made_by_the_program_survives_being_written_and_read() -> None:
    study = load_study().with_changes(options=["status-quo", _option(ARRESTS | {"off_ramp": 2})])
    assert study_from(read_text(study.dump_yaml(), "again.yaml"), Path()) == study


def test_an_option_that_bundles_nothing_is_itself() -> None:
    option = _option(ARRESTS)
    assert join_inline(option, None) is option


def test_sentences_join_consent_and_aim_with_one_comma() -> None:
    order = {"instrument": "raids", "per_year": 10, "target": "labs", "consent": "with-consent"}
    (said,) = describe(check({"id": "mine", "orders": [order]}, Option))
    assert "with Mexico's consent, aimed at labs, from" in said
