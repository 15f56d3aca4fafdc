"""A bot that clicks at random. It must never pass an exercise."""

from random import Random

from scenarios.bots.bot import HOME
from scenarios.bots.browser import Browser

CLICKABLE = "//main//a[@href] | //nav//a[@href] | //main//form"
FILE = ".xlsx"
"""How an address ends that gives a file to take home: nothing to click at stands in it, and a whole village takes seconds."""


def click(browser: Browser, rng: Random, clicks: int) -> list[str]:
    """So many clicks on links and buttons of the practice system, starting at its home page; to which addresses they led.

    A link that was followed and led to nothing pressed since is left alone: its page would be the same.
    """
    been, followed = [browser.get(HOME).url], set[str]()
    for _ in range(clicks):
        targets = [each for each in browser.page.all(CLICKABLE)
                   if not (href := each.get("href", "")).endswith(FILE) and href not in followed]
        if not targets:
            browser.get(HOME)
            continue
        target = rng.choice(targets)
        if target.tag == "form":
            browser.submit(target)
            followed.clear()
        elif target.get("href").startswith("/desa"):
            browser.get(target.get("href"))
            followed.add(target.get("href"))
        been.append(browser.page.url)
    return been
