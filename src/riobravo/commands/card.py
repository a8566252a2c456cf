"""`riobravo card`: what the program is for, where its answers hold, and what is wrong with it."""

from __future__ import annotations


def show_card(*, as_json: bool = False) -> None:
    """Print the model card.

    Args:
        as_json: print JSON for programs instead.
    """
    from riobravo.commands.screen import print_json
    from riobravo.credibility.model_card import LABELS, card_record, load_card
    from riobravo.credibility.model_card_page import describe_condition

    if as_json:
        print_json(card_record())
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console()

    def heading(words: str) -> None:
        console.print(Text(f"\n{words}", style="bold"))

    def item(words: Text | str) -> None:
        console.print(Padding(words if isinstance(words, Text) else Text(words), (0, 0, 0, 2)))

    card = load_card()
    console.print(Text(f"Model card, {card.updated}", style="bold"))
    heading("Intended")
    for one in card.intended:
        item(one)
    heading("Not intended")
    for one in card.not_intended:
        item(one)
    heading("Where answers hold: else they are stamped")
    for limit in card.envelope.values():
        item(Text.assemble((limit.stamp, "bold"), f" ({limit.degree}): {describe_condition(limit.when)}"))
    heading("Known issues")
    for label in LABELS:
        for issue in card.issues.values():
            if issue.label == label:
                item(Text.assemble((label, "bold"), f" {issue.since}: {issue.says}"))
    heading("What would falsify it")
    for falsifier in card.falsifiers.values():
        item(f"{falsifier.says} ({falsifier.shown_by})")
    for registered in card_record()["registered"]:
        item(Text.assemble((registered["status"], "bold"), f" {registered['says']}"))
