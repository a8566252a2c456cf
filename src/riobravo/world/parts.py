"""The parts of the simulation: what is compiled to machine code of its own, and by whom.

Numba compiles one function at a time, on one processor. Parts can be compiled by two processes at once:
they wait in the cache folder for the code that refers to them, no matter which process put them there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, TypeVar

from riobravo.world.compile import cache_folder, compiling, shared_folder
from riobravo.world.helper import Task, helped

Entry = TypeVar("Entry", bound=Callable[..., object])

_LOG: Final = logging.getLogger(__name__)

# By file and function, in halves that take equally long to compile; what refers to them comes last, and is
# compiled by this process. A part that stands in no half would be compiled then.
OWN_PARTS: Final = (
    "week.decide",
    "week.move_force",
    "week.move_drugs",
    "week.move_economy",
    "week.move_means",
    "week.move_people",
    "week.move_region",
    "week.answer_events",
)
PARTS_OF_HELPER: Final = (
    "week.move_groups",
    "opening.open_world",
    "opening.fit_map",
    "opening.mark_ground",
    "opening.open_tables",
    "state.copy_world",
    "run._read_nation",
)


def is_compiled() -> bool:
    """Tell whether the compiled simulation for this source and machine is already in the cache."""
    return _is_in(cache_folder())


def is_kept() -> bool:
    """Tell whether it is where later processes find it."""
    return _is_in(shared_folder())


def _is_in(folder: Path) -> bool:
    # Numba names a file after the source file and the function, and the line where that begins.
    there = {file.name.partition("-")[0] for file in folder.rglob("*.nbc")}
    return there.issuperset({"run.run_chunk", *OWN_PARTS, *PARTS_OF_HELPER})


def name_of(part: Any) -> str:
    """Return the name of a part, by file and function."""
    return f"{part.__module__.rpartition('.')[2]}.{part.__name__}"


def divided(find: Callable[..., Iterable[Task]]) -> Callable[[Entry], Entry]:
    """Have the parts of an entry compiled before it, where they are not in the cache.

    Args:
        find: returns the parts and the types of their arguments, given the types of the entry's arguments.
    """

    def divide(entry: Entry) -> Entry:
        dispatcher: Any = entry
        compiled = dispatcher.compile

        def compile_parts_first(types: tuple[Any, ...]) -> object:
            if is_compiled():
                return compiled(types)
            with compiling():
                _compile_parts([task for task in find(*types) if task[1] not in task[0].overloads])
            code = compiled(types)
            if not is_kept():
                _LOG.warning(
                    "The compiled simulation cannot be kept in %s: every start will compile it anew."
                    " Make room or give permission there, or name another folder in RIOBRAVO_CACHE.",
                    shared_folder(),
                )
            return code

        dispatcher.compile = compile_parts_first
        return entry

    return divide


def _compile_parts(tasks: list[Task]) -> None:
    """Compile parts, some of them by a helper if its work can reach us."""
    handed = [task for task in tasks if name_of(task[0]) in PARTS_OF_HELPER]
    with helped(handed if cache_folder() == shared_folder() else []):
        for part, types in tasks:
            if name_of(part) in OWN_PARTS:
                part.compile(types)
    # From the cache, or else by this process.
    for part, types in handed:
        part.compile(types)
