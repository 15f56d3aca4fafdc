"""What a browser asks for by itself while a page is open: its assets, once, and every four seconds the panel's version."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from scenarios.bots.bot import PANEL
from scenarios.bots.browser import Response

ASSET = re.compile(rb'(?:href|src)="(/static/[^"#]+)')
VERSION = re.compile(rb'data-version="([^"]+)"')
VERSION_NOW = re.compile(rb'"version"\s*:\s*"([^"]+)"')
EVERY = 4.0
"""Seconds between two looks at the panel, as in sandbox/static/js/panel.js."""


@dataclass
class OpenPage:
    """The page that is on one seat's screen. `fetch(url)` asks as the page's own scripts do: nobody thinks before it."""

    fetch: Callable[[str], Response]
    kept: set[str] = field(default_factory=set)
    """Addresses of the assets that this browser has, good for a year."""
    version: bytes = b""
    """Of the panel beside it; empty where there is none."""

    def show(self, page: Response) -> None:
        """It arrived: what it needs and this browser has not is fetched."""
        if not page.headers.get("content-type", "").startswith("text/html"):
            return
        for address in dict.fromkeys(found.decode() for found in ASSET.findall(page.body)):
            if address not in self.kept:
                self.kept.add(address)
                self.fetch(address)
        self._note(page)

    def look_at_panel(self) -> None:
        """Ask whether the panel has changed, and fetch it if so."""
        if not self.version:
            return
        found = VERSION_NOW.search(self.fetch(f"{PANEL}/versi").body)
        if found is not None and found.group(1) != self.version:
            self._note(self.fetch(PANEL))

    def _note(self, page: Response) -> None:
        found = VERSION.search(page.body)
        self.version = found.group(1) if found is not None else b""
