"""Plots as SVG text: no script, no library, readable in print. Colours repeat in words beside the plot."""

from collections.abc import Mapping, Sequence
from html import escape

WIDTH = 640
MEN, WOMEN = "#2f6d8f", "#b5562b"


def pyramid(men: Sequence[float], women: Sequence[float], labels: Sequence[str]) -> str:
    """Shares of the population in percent by age group, the youngest first."""
    row, middle, half = 18, WIDTH / 2, 250
    height = row * len(labels) + 30
    widest = max([*men, *women, .1])
    parts = []
    for index, label in enumerate(labels):
        y = height - 30 - row * (index + 1)
        for share, side, colour in ((men[index], -1, MEN), (women[index], 1, WOMEN)):
            length = half * share / widest
            x = middle + (22 if side > 0 else -22 - length)
            parts.append(f'<rect x="{x:.1f}" y="{y}" width="{length:.1f}" height="{row - 3}" fill="{colour}"/>')
        parts.append(f'<text x="{middle}" y="{y + 12}" text-anchor="middle">{escape(label)}</text>')
    parts.append(f'<text x="{middle - 60}" y="{height - 8}" text-anchor="end">laki-laki</text>'
                 f'<text x="{middle + 60}" y="{height - 8}">perempuan · lebar penuh {_percent(widest)} dari penduduk</text>')
    return _svg(height, parts, "Piramida penduduk")


def bars(shares: Mapping[str, float], title: str) -> str:
    """Horizontal bars of shares in percent, each with its label on the left and its figure on the right."""
    row, left, room = 22, 190, WIDTH - 260
    widest = max([*shares.values(), .1])
    parts = []
    for index, (label, share) in enumerate(shares.items()):
        y, length = row * index + 4, room * share / widest
        parts.append(f'<text x="{left - 8}" y="{y + 13}" text-anchor="end">{escape(label)}</text>'
                     f'<rect x="{left}" y="{y}" width="{length:.1f}" height="{row - 6}" fill="{MEN}"/>'
                     f'<text x="{left + length + 6:.1f}" y="{y + 13}">{_percent(share)}</text>')
    return _svg(row * len(shares) + 8, parts, title)


def stacked(rows: Mapping[str, Mapping[str, float]], colours: Mapping[str, str], title: str) -> str:
    """One bar of 100 % a row, cut into the named parts; a part below 4 % has no figure of its own."""
    row, left, room = 26, 130, WIDTH - 140
    parts = []
    for index, (label, shares) in enumerate(rows.items()):
        y, x = row * index + 4, float(left)
        parts.append(f'<text x="{left - 8}" y="{y + 14}" text-anchor="end">{escape(label)}</text>')
        for name, share in shares.items():
            length = room * share / 100
            parts.append(f'<rect x="{x:.1f}" y="{y}" width="{length:.1f}" height="{row - 6}" fill="{colours[name]}"/>')
            if share >= 4:
                parts.append(f'<text x="{x + length / 2:.1f}" y="{y + 14}" text-anchor="middle" fill="#fff">{share:.0f}</text>')
            x += length
    return _svg(row * len(rows) + 8, parts, title)


def _percent(share: float) -> str:
    return f"{share:.1f} %".replace(".", ",")


def _svg(height: float, parts: Sequence[str], title: str) -> str:
    return (f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{escape(title)}" font-size="12" '
            f'font-family="sans-serif">{"".join(parts)}</svg>')
