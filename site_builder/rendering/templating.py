"""A faster, stricter Jinja: templates see records, a missing attribute is an error, and there is no `|safe`.

Rendering is mostly attribute access, escaping and macro calls. Jinja does these for objects of any kind; with records
alone they take a third of the time and give the same text. `code_generator_class` is Jinja's own point of extension.
"""

from collections.abc import Callable, Mapping
from html import escape
from keyword import iskeyword
from typing import Any, ClassVar

import jinja2
from jinja2 import nodes, runtime
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.utils import missing

from site_builder.views.prose import Html

GENERATION = 3  # of the code made here: compiled templates of another are not used


class _Code(CodeGenerator):
    """Compiles templates to plain attribute access and calls; `environment` has the functions for output, imports and macros.

    Consecutive pieces of output are one `yield`, for each one passes through every template that is extended.
    """

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("text = environment.text")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        if frame.buffer is not None or frame.require_output_check or len(node.nodes) == 1:
            super().visit_Output(node, frame)
            return
        self.writeline("yield concat((")
        self.indent()
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self.writeline(f"{child.data!r},")
            else:
                self.writeline("text(", child)
                self.visit(child, frame)
                self.write("),")
        self.outdent()
        self.writeline("))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("text(")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(each.key) for each in node.kwargs):
            self.write("environment.called(")
            self.visit(node.node, frame)
            self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        else:
            self.visit(node.node, frame)
            self.write("(")
            for argument in (*node.args, *node.kwargs):
                self.visit(argument, frame)
                self.write(", ")
        self.write(")")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context:
            super()._import_common(node, frame)
        else:
            self.write("environment.imported(")
            self.visit(node.template, frame)
            self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.")  # its `Macro`, not that of jinja2.runtime
        super().macro_def(macro_ref, frame)


class _Template(jinja2.Template):
    """Uses the environment's globals as they are: Jinja copies them, twice, for every page."""

    def new_context(
        self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> runtime.Context:
        if shared or locals:
            return super().new_context(vars, shared, locals)
        environment = self.environment
        return environment.context_class(environment, {**environment.globals, **(vars or {})}, self.name, self.blocks)


class _Macro(runtime.Macro):
    """Positional arguments go straight to the function; Jinja resolves those that are named."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._absent = (missing,) * self._argument_count
        self._plain = not (self.catch_kwargs or self.catch_varargs or self.caller)

    def __call__(self, *args: Any, **named: Any) -> str:
        if named or not self._plain or len(args) > self._argument_count:
            return super().__call__(*args, **named)
        return Html(self._func(*args, *self._absent[len(args) :]))


class Environment(jinja2.Environment):
    """Strict and escaping; takes a way to load templates by name."""

    code_generator_class = _Code
    template_class = _Template
    Macro = _Macro
    text: ClassVar[Callable[[Any], str]]
    called: ClassVar[Callable[..., Any]]

    def __init__(self, load: Callable[[str], str | None], code: jinja2.BytecodeCache):
        super().__init__(
            loader=jinja2.FunctionLoader(load),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=-1,
            auto_reload=False,
            bytecode_cache=code,
        )
        self._modules: dict[str, TemplateModule] = {}
        self._found: dict[Any, jinja2.Template] = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> jinja2.Template:
        """The template by its name; without Jinja's check of loader and age at every call, for neither changes."""
        if name not in self._found:
            self._found[name] = super().get_template(name, parent, globals)
        return self._found[name]

    def imported(self, name: str) -> TemplateModule:
        """The module of a template's macros, made once: macros do not depend on the page that calls them."""
        if name not in self._modules:
            self._modules[name] = self.get_template(name).module
        return self._modules[name]


def page_text(value: Any) -> str:
    """A value as it stands on a page: finished HTML as it is, all else escaped."""
    if type(value) is str:  # five searches for one character are faster than one for five
        special = "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
        return escape(value) if special else value
    if type(value) is Html:
        return value
    if hasattr(value, "__html__"):
        finished: str = value.__html__()
        return finished
    return escape(str(value))


def _called(function: Callable[..., Any], *args: Any, **named: Any) -> Any:
    return function(*args, **named)


Environment.text = staticmethod(page_text)
Environment.called = staticmethod(_called)
