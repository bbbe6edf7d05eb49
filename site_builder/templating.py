"""Jinja held to what our templates are: they see records, whose attributes are there or are a mistake, and never `|safe`.

Twenty thousand pages are mostly attributes looked up, words escaped and macros called. Jinja's ways of doing these are
made for objects of any kind; ours are a third of the work, and give the same text. `code_generator_class` and
`template_class` are Jinja's own points of extension.
"""

import re
from collections.abc import Callable
from html import escape
from typing import Any, ClassVar

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

_SPECIAL = re.compile("[&<>\"']")
GENERATION = 1  # of the code made here: compiled templates of another are not used


class _Code(CodeGenerator):
    """Attributes as Python has them; `environment.text` and `environment.called` for output and calls."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.text(")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        self.write("environment.called(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


class _Template(jinja2.Template):
    """What a template imports is made once: our macros know nothing of the page that calls them."""

    def _get_default_module(self, ctx: Any = None) -> Any:
        return self._module or super()._get_default_module()


class Environment(jinja2.Environment):
    """Strict and escaping; takes a way to load templates by name."""

    code_generator_class = _Code
    template_class = _Template
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


def text_of(value: Any) -> str:
    """A value as it stands on a page: finished HTML as it is, all else escaped."""
    if type(value) is str:
        return escape(value) if _SPECIAL.search(value) else value
    if hasattr(value, "__html__"):
        finished: str = value.__html__()
        return finished
    return escape(str(value))


def _called(function: Callable[..., Any], *args: Any, **named: Any) -> Any:
    return function(*args, **named)


Environment.text = staticmethod(text_of)
Environment.called = staticmethod(_called)
