"""Rules of addresses that cost nothing until an address is built from them."""

from collections.abc import Callable

from werkzeug.routing import Rule


class LateRule(Rule):
    """A rule that compiles what builds its address when the first one is built.

    Werkzeug compiles two functions for each of our rules as the app is made, more than half of the time that this takes. A
    command, or a process that answers a click, needs but a few of them.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compile_it, compiled = super()._compile_builder, None

        def build(rule: Rule, /, **values: object) -> tuple[str, str]:
            nonlocal compiled
            compiled = compiled or compile_it(append_unknown)
            return compiled(rule, **values)

        return build
