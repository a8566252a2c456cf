"""`riobravo doctor`: does this installation work?"""

from __future__ import annotations


def show_examination(*, as_json: bool = False) -> bool:
    """Run the self-test and print it.

    Args:
        as_json: print JSON for programs instead of a list.

    Returns:
        Whether everything works.
    """
    from riobravo.commands.screen import announce_compiling, print_json
    from riobravo.doctor import examine

    announce_compiling()
    result = examine()
    if as_json:
        print_json(result)
        return bool(result["ok"])
    from rich.console import Console

    console = Console()
    for check in result["checks"]:
        mark = "[green]works[/green]" if check["ok"] else "[red]fails[/red]"
        console.print(f"{mark}  {check['name']}: ", end="")
        console.print(
            f"{check['detail']} ({check['seconds']} s)",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
    return bool(result["ok"])
