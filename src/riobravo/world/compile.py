"""Compiling kernels, with a cache that notices every edit.

Numba keeps compiled code per file and does not see edits in files that a kernel calls into. The cache
folder is therefore named by a hash of everything the machine code depends on.
"""

from __future__ import annotations

import atexit
import functools
import gc
import hashlib
import importlib
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar, cast

import llvmlite
import numba
import numpy as np
import platformdirs
from numba.core.compiler import CompilerBase

from riobravo.world.compiler import EntryCompiler, InnerCompiler, PartCompiler, resolving_once

Function = TypeVar("Function", bound=Callable[..., object])

_SOURCE = Path(__file__).parent
# No fast arithmetic: reassociated or contracted sums would differ between processors.
_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "fastmath": False, "boundscheck": False}
# Kernels that only kernels call need no way in from Python, which would cost most of the compile time.
_INNER = _OPTIONS | {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "_nrt": False}


def kernel_files() -> list[Path]:
    """List the source files that compiled code depends on, sorted by name."""
    return sorted(_SOURCE.rglob("*.py"))


@functools.cache
def kernel_hash() -> str:
    """Return a hash of all kernel source, Numba, NumPy, LLVM, Python and the processor."""
    digest = hashlib.sha256()
    for file in kernel_files():
        digest.update(str(file.relative_to(_SOURCE)).encode())
        digest.update(file.read_bytes())
    for part in (
        numba.__version__,
        np.__version__,
        llvmlite.__version__,
        platform.python_version(),
        platform.machine(),
        llvmlite.binding.get_host_cpu_name(),
        llvmlite.binding.get_host_cpu_features().flatten(),
    ):
        digest.update(part.encode())
    return digest.hexdigest()[:16]


def shared_folder() -> Path:
    """Return the folder for compiled code, named by `kernel_hash`; `RIOBRAVO_CACHE` names another parent."""
    parent = os.environ.get("RIOBRAVO_CACHE") or platformdirs.user_cache_dir("riobravo")
    return Path(parent) / "kernels" / kernel_hash()


@functools.cache
def cache_folder() -> Path:
    """Return the folder that compiled code is kept in: the shared one if it can be written.

    Otherwise a temporary folder serves this process, with what the shared one holds already; what is
    missing there, every process compiles anew.
    """
    folder = shared_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        own = Path(tempfile.mkdtemp(prefix="riobravo-kernels-"))
        atexit.register(shutil.rmtree, own, ignore_errors=True)
        with suppress(OSError):
            shutil.copytree(folder, own, dirs_exist_ok=True)
        return own
    return folder


def kernel(function: Function) -> Function:
    """Compile a function that other kernels call; it becomes part of their machine code."""
    return cast("Function", _inner(numba.njit(pipeline_class=InnerCompiler, **_INNER)(function)))


def inlined(function: Function) -> Function:
    """Compile a small function into the loops of its callers, so that they can be vectorised."""
    compiled = numba.njit(forceinline=True, pipeline_class=InnerCompiler, **_INNER)(function)
    return cast("Function", _inner(compiled))


def _inner(dispatcher: Any) -> Any:
    """Make a direct call from Python an error; without this it would jump into nowhere."""

    def refuse(*_arguments: object, **_named: object) -> None:
        raise TypeError(f"{dispatcher.__name__} is a kernel: only compiled code can call it")

    dispatcher._insert = lambda *_arguments, **_named: None
    dispatcher._compile_for_args = refuse
    return dispatcher


def entry(function: Function) -> Function:
    """Compile a function that Python calls, and keep its machine code in the cache folder."""
    dispatcher = _kept(function, EntryCompiler, _OPTIONS)
    compiled = dispatcher.compile

    def compile_at_once(signature: object) -> object:
        with compiling():
            return compiled(signature)

    dispatcher.compile = compile_at_once
    return cast("Function", dispatcher)


def part(function: Function) -> Function:
    """Compile a function that kernels call to machine code of its own, and keep that in the cache folder.

    Parts can be compiled at the same time, by several processes. Their callers only refer to them.
    """
    dispatcher = _kept(function, PartCompiler, _INNER)
    compiled = dispatcher.compile

    def compile_or_load(types: tuple[Any, ...]) -> object:
        new = types not in dispatcher.overloads
        code = compiled(types)
        if new:
            # What refers to the part is loaded from the cache later, and the part has to be there before.
            load = functools.partial(load_part, function.__module__, function.__name__, types)
            dispatcher.overloads[types].library._reload_init.add(load)
        return code

    dispatcher.compile = compile_or_load
    return cast("Function", _inner(dispatcher))


def load_part(module: str, name: str, types: tuple[Any, ...]) -> None:
    """Make the machine code of a part ready, from the cache or else by compiling it."""
    getattr(importlib.import_module(module), name).compile(types)


@contextmanager
def compiling() -> Iterator[None]:
    """Do what makes compiling quick."""
    # Almost all that compiling makes lives until it ends; the search for garbage takes a tenth of it.
    collects = gc.isenabled()
    gc.disable()
    try:
        with resolving_once():
            yield
    finally:
        if collects:
            gc.enable()


def _kept(function: Function, compiler: type[CompilerBase], options: dict[str, Any]) -> Any:
    """Compile a function, and keep its machine code in the cache folder."""
    settings = vars(numba.config)
    previous = settings["CACHE_DIR"]
    settings["CACHE_DIR"] = str(cache_folder())
    try:
        dispatcher = numba.njit(cache=True, pipeline_class=compiler, **options)(function)
    finally:
        settings["CACHE_DIR"] = previous
    keep = dispatcher._cache.save_overload

    def keep_if_possible(signature: object, data: object) -> None:
        # A full disk costs the next process its time to compile, not this one its result.
        with suppress(OSError):
            keep(signature, data)

    dispatcher._cache.save_overload = keep_if_possible
    return dispatcher
