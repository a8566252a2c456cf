"""The compiler of kernels: Numba's, without the work that a program of nested kernels does not need.

It relies on parts of Numba that are not public, which is why its version is bounded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from llvmlite.binding import Linkage, parse_assembly
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_lock import global_compiler_lock
from numba.core.compiler_machinery import AnalysisPass, PassManager, register_pass
from numba.core.itanium_mangler import mangle
from numba.core.lowering import Lower
from numba.core.typed_passes import AnnotateTypes, InlineOverloads, NativeLowering, NopythonRewrites
from numba.core.types import Record
from numba.core.types.functions import BaseFunction
from numba.core.untyped_passes import InlineClosureLikes


# Numba spells types out in the messages of every overload it tries, which for records of hundreds of
# fields takes a tenth of the time to compile.
def _name_record(record: Any) -> str:
    return f"Record({len(record.fields)} fields, {record.size} bytes)"


_record_type: Any = Record
_record_type.__repr__ = _name_record


@contextmanager
def resolving_once() -> Iterator[None]:
    """Look up every operation on the same types once: Numba goes through all its candidates each time.

    Only for kernels, which are all compiled with the same options; what is found is forgotten at the end.
    """
    kind: Any = BaseFunction
    with global_compiler_lock:
        resolve = kind.get_call_type
        found: dict[Any, Any] = {}

        def resolve_once(function: Any, context: Any, args: Any, kws: Any) -> Any:
            # A function is told apart by what it is, and kept, so that no other takes its number.
            key = (id(function), args, tuple(kws.items()))
            if key not in found:
                found[key] = (resolve(function, context, args, kws), function)
            return found[key][0]

        kind.get_call_type = resolve_once
        try:
            yield
        finally:
            kind.get_call_type = resolve


class _KernelLibrary(JITCodeLibrary):
    """Code of a kernel, as Numba writes it: what it becomes part of is optimised as a whole."""

    def add_ir_module(self, ir_module: Any) -> None:
        """Add the code of a function, and let its loops use the widest registers of the processor.

        By default LLVM leaves half of a 512-bit register idle. The numbers are the same in any width.
        """
        for function in ir_module.functions:
            if not function.is_declaration:
                # The set of attributes knows no attribute with a value, and writes out what it holds.
                set.add(function.attributes, '"prefer-vector-width"="512"')
        super().add_ir_module(ir_module)

    def _optimize_functions(self, ll_module: Any) -> None:
        """Leave functions as they are."""
        ll_module.data_layout = self._codegen._data_layout


class _InnerLibrary(_KernelLibrary):
    """Code of an inner kernel: linked into its callers, and optimised and emitted only there.

    Numba would optimise and emit every function with all that it calls, so that a program of nested
    functions would be compiled as often as it is deep.
    """

    def finalize(self) -> None:
        """Link what the kernel calls."""
        self._raise_if_finalized()
        for library in dict.fromkeys(self._linking_libraries):
            self._reload_init.update(library._reload_init)
            self._final_module.link_in(library._get_module_for_linking(), preserve=True)
        self._finalized = True


class _EntryLibrary(JITCodeLibrary):
    """Code of an entry with all that it calls: optimised once, as nothing in it counts references."""

    def _optimize_final_module(self) -> None:
        """Leave out the first of Numba's two optimisations, which only serves the counting of references.

        What the entry calls is its own afterwards: the names of kernels count what a process has compiled,
        so that code of two processes could take the kernels of one another.
        """
        manager, builder = self._codegen._module_pass_manager()
        manager.run(self._final_module, builder)
        for function in self._final_module.functions:
            if function.linkage == Linkage.linkonce_odr:
                function.linkage = "internal"


class _PartLibrary(_KernelLibrary, _EntryLibrary):
    """Code of a part: machine code of its own, to which its callers only refer."""

    def _get_module_for_linking(self) -> Any:
        """Return nothing to link: callers find the part by its name."""
        if self._shared_module is None:
            self._shared_module = parse_assembly(str(self._codegen._create_empty_module(self._name)))
        return self._shared_module


class _PartLower(Lower):
    """Lowers a part, under a name that says what it is in every process."""

    def __init__(
        self, context: Any, library: Any, description: Any, function: Any, metadata: Any = None
    ) -> None:
        types = "".join(kind.name for kind in description.argtypes)
        types_hash = hashlib.sha256(types.encode()).hexdigest()[:16]
        name = f"{description.modname}.{description.qualname}"
        description.mangled_name = mangle(name, (), abi_tags=(types_hash,))
        description.env_name = mangle(f"{name}.environment", (), abi_tags=(types_hash,))
        super().__init__(context, library, description, function, metadata)


@register_pass(mutates_CFG=True, analysis_only=False)
class _PartLowering(NativeLowering):
    """Lower a part into a library of its own kind."""

    _name = "part_lowering"

    @property
    def lowering_class(self) -> Any:
        """What lowers the part."""
        return _PartLower

    def run_pass(self, state: Any) -> bool:
        """Lower the part of a compiler's state."""
        state.library = _PartLibrary(state.targetctx.codegen(), state.func_id.func_qualname)
        state.library.enable_object_caching()
        lowered: bool = super().run_pass(state)
        return lowered


@register_pass(mutates_CFG=True, analysis_only=False)
class _EntryLowering(NativeLowering):
    """Lower an entry into a library of its own kind."""

    _name = "entry_lowering"

    def run_pass(self, state: Any) -> bool:
        """Lower the entry of a compiler's state."""
        if state.library is None:
            state.library = _EntryLibrary(state.targetctx.codegen(), state.func_id.func_qualname)
            # As Numba does for code that goes into the cache.
            state.library.enable_object_caching()
        lowered: bool = super().run_pass(state)
        return lowered


@register_pass(mutates_CFG=True, analysis_only=False)
class _InnerLowering(NativeLowering):
    """Lower a kernel without a way in from Python."""

    _name = "inner_lowering"

    def run_pass(self, state: Any) -> bool:
        """Lower the kernel of a compiler's state, and let other kernels call it."""
        state.library = _InnerLibrary(state.targetctx.codegen(), state.func_id.func_qualname)
        state.flags.no_compile = True
        super().run_pass(state)
        # Callers find the kernel by this object; nothing ever calls it.
        key = object()
        state.targetctx.insert_user_function(key, state.cr.fndesc, [state.library])
        state.reload_init.extend(state.library._reload_init)
        state["cr"] = state.cr._replace(cfunc=key)
        return True


@register_pass(mutates_CFG=False, analysis_only=True)
class _NoAnnotation(AnalysisPass):
    """Leave out the annotation of types, which takes long for records of many fields."""

    _name = "no_annotation"

    def __init__(self) -> None:
        AnalysisPass.__init__(self)

    def run_pass(self, state: Any) -> bool:
        """Annotate nothing."""
        state.type_annotation = ""
        return False


# What these look for is not in any kernel: closures, expressions of whole arrays, inlining by Numba.
_IDLE = {InlineClosureLikes, InlineOverloads, NopythonRewrites}


def _passes(state: Any, lowering: Any) -> PassManager:
    manager = PassManager("kernel")
    replaced = {AnnotateTypes: _NoAnnotation, NativeLowering: lowering}
    for builder in (
        DefaultPassBuilder.define_untyped_pipeline,
        DefaultPassBuilder.define_typed_pipeline,
        DefaultPassBuilder.define_nopython_lowering_pipeline,
    ):
        for step, text in builder(state).passes:
            if step not in _IDLE:
                manager.add_pass(replaced.get(step, step), text)
    manager.finalize()
    return manager


class InnerCompiler(CompilerBase):
    """The compiler of inner kernels."""

    def define_pipelines(self) -> list[PassManager]:
        """Return the passes of the compiler."""
        return [_passes(self.state, _InnerLowering)]


class PartCompiler(CompilerBase):
    """The compiler of parts."""

    def define_pipelines(self) -> list[PassManager]:
        """Return the passes of the compiler."""
        return [_passes(self.state, _PartLowering)]


class EntryCompiler(CompilerBase):
    """The compiler of kernels that Python calls."""

    def define_pipelines(self) -> list[PassManager]:
        """Return the passes of the compiler."""
        return [_passes(self.state, _EntryLowering)]
