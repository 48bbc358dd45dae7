"""The evening as a picture and as a table: drinks by player and the temperature, over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from tools.party.log import TABLE, Happened, Party, apply

WIDTH, HEIGHT = 960, 560
LEFT, RIGHT, TOP, BOTTOM = 64, 196, 76, 60
COLOURS = ("#4e79a7", "#59a14f", "#b07aa1", "#76b7b2", "#edc948", "#9c755f", "#ff9da7", "#bab0ac", "#86bc86", "#d37295")
HOT = "#e15759"
INK, FAINT, GRID = "#2b2d33", "#7a7f8a", "#e6e8ec"
MOST_NAMES = 14
"""Players named in the legend; the rest are in the table."""


@dataclass(frozen=True, slots=True)
class Evening:
    """A party over time."""

    start: float
    """Unix time in seconds."""
    end: float
    heat: Sequence[tuple[float, float]]
    """(time, temperature) after each event that changed it."""
    drinks: Sequence[tuple[str, Sequence[tuple[float, int]]]]
    """Each player's (time, drinks so far), the thirstiest first."""
    waters: Sequence[tuple[float, str]]
    party: Party


def evening(happened: Sequence[Happened], sober: float, limit: float) -> Evening:
    """What happened, as lines over time.

    Args:
        happened: the events of one party, at least one.
        sober: the temperature without drinks.
        limit: the temperature that drinks cannot raise.
    """
    party = Party()
    heat: list[tuple[float, float]] = []
    drinks: dict[str, list[tuple[float, int]]] = {}
    waters: list[tuple[float, str]] = []
    standing: dict[str, int] = {}
    for event in happened:
        if event.kind == "start":
            sober = float(event.data.get("sober", sober))
        if event.kind == "end":
            heat.append((event.at, _warm(sober, party, limit)))
        apply(party, event)
        now = _warm(sober, party, limit)
        if not heat or abs(heat[-1][1] - now) > 1e-9:
            heat.append((event.at, now))
        if event.kind == "undo" and event.data.get("of") == "water":
            waters.remove(next(water for water in reversed(waters) if water[1] == event.player))
        elif event.kind in ("drink", "undo"):
            standing = {name: player.drinks for name, player in party.players.items()}
            drinks.setdefault(event.player, [(happened[0].at, 0)]).append((event.at, standing[event.player]))
        elif event.kind == "water":
            waters.append((event.at, event.player))
    order = sorted(drinks.items(), key=lambda item: (-item[1][-1][1], item[0]))
    return Evening(happened[0].at, max(happened[-1].at, happened[0].at + 60), heat, order, waters, party)


def rows(shown: Evening) -> list[tuple[str, int, int, int, int]]:
    """(player, drinks, waters, points, drinks in their busiest hour), the thirstiest first."""
    found = []
    for name, player in sorted(shown.party.players.items(), key=lambda item: (-item[1].drinks, item[0])):
        busiest = max((player.last_hour(at) for at in player.times), default=0)
        found.append((title(name), player.drinks, player.waters, player.points, busiest))
    return found


def title(name: str) -> str:
    """How a player is written."""
    return name if name == TABLE else name.title()


def svg(shown: Evening, unit: str = "drinks") -> str:
    """The picture, as SVG: steps of drinks by player on the left axis, the temperature on the right one."""
    width, height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    most = max([count for _, line in shown.drinks for _, count in line] + [4])
    hottest = max([value for _, value in shown.heat] + [1.0])
    warm_top, drink_step, warm_step = _top(hottest), _step(most), _step(hottest)
    drink_top = -(-most // drink_step) * drink_step

    def x(at: float) -> float:
        return LEFT + width * (at - shown.start) / (shown.end - shown.start)

    def y(value: float, top: float) -> float:
        return TOP + height * (1 - value / top)

    began = datetime.fromtimestamp(shown.start)
    total = shown.party.drinks
    players = len(shown.drinks)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        ' font-family="system-ui, DejaVu Sans, sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(LEFT, 34, f"The party of {began.day} {began:%B %Y}", INK, size=20, weight="600"),
        _text(LEFT, 55, f"{total} {unit}, {players} players, hottest {hottest:g}", FAINT),
    ]
    value = 0.0
    while value <= drink_top:
        parts.append(f'<path d="M{LEFT} {y(value, drink_top):.1f}h{width}" stroke="{GRID}"/>')
        parts.append(_text(LEFT - 10, y(value, drink_top) + 4, f"{value:g}", FAINT, anchor="end"))
        value += drink_step
    value = 0.0
    while value <= warm_top + 1e-9:
        parts.append(_text(LEFT + width + 10, y(value, warm_top) + 4, f"{value:g}", HOT))
        value += warm_step
    for at in _ticks(shown.start, shown.end):
        parts.append(_text(x(at), TOP + height + 22, f"{datetime.fromtimestamp(at):%H:%M}", FAINT, anchor="middle"))
    area = _steps([(x(at), y(value, warm_top)) for at, value in shown.heat], LEFT + width)
    if shown.heat:
        base = TOP + height
        parts.append(f'<path d="{area}V{base}H{x(shown.heat[0][0]):.1f}Z" fill="{HOT}" fill-opacity="0.10"/>')
        parts.append(f'<path d="{area}" fill="none" stroke="{HOT}" stroke-width="3"/>')
    for number, (_, line) in enumerate(shown.drinks[:MOST_NAMES]):
        colour = COLOURS[number % len(COLOURS)]
        path = _steps([(x(at), y(count, drink_top)) for at, count in line], LEFT + width)
        parts.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
    for at, _ in shown.waters:
        parts.append(f'<circle cx="{x(at):.1f}" cy="{TOP + height:.1f}" r="4" fill="#3fa7d6"/>')
    parts.append(_text(LEFT - 46, TOP - 8, unit, FAINT))
    parts.append(_text(LEFT + width - 4, TOP - 8, "temperature", HOT))
    at_y = TOP + 14
    legend = [(title(name), line[-1][1], COLOURS[n % len(COLOURS)]) for n, (name, line) in enumerate(shown.drinks)]
    for name, count, colour in legend[:MOST_NAMES]:
        parts.append(f'<rect x="{WIDTH - RIGHT + 52}" y="{at_y - 9}" width="12" height="12" rx="2" fill="{colour}"/>')
        parts.append(_text(WIDTH - RIGHT + 72, at_y + 2, f"{name[:14]}  {count}", INK))
        at_y += 22
    if shown.waters:
        parts.append(f'<circle cx="{WIDTH - RIGHT + 58}" cy="{at_y - 3}" r="5" fill="#3fa7d6"/>')
        parts.append(_text(WIDTH - RIGHT + 72, at_y + 2, "water", INK))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _warm(sober: float, party: Party, limit: float) -> float:
    return round(min(sober + party.heat, max(limit, sober)), 4)


def _steps(points: Sequence[tuple[float, float]], end: float) -> str:
    """A staircase through the points, on to the right edge."""
    if not points:
        return ""
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for at, value in points[1:]:
        path += f"H{at:.1f}V{value:.1f}"
    return f"{path}H{end:.1f}"


def _text(
    at: float, y: float, text: str, colour: str, *, anchor: str = "start", size: int = 13, weight: str = ""
) -> str:
    bold = f' font-weight="{weight}"' if weight else ""
    place = f'x="{at:.1f}" y="{y:.1f}"'
    return f'<text {place} fill="{colour}" text-anchor="{anchor}" font-size="{size}"{bold}>{escape(text)}</text>'


def _step(most: float) -> float:
    """A round step that makes four to eight marks."""
    for step in (0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500):
        if most / step <= 8:
            return step
    return 1000


def _top(most: float) -> float:
    step = _step(most)
    return -(-most // step) * step


def _ticks(start: float, end: float) -> list[float]:
    """Round times, at most about eight."""
    for step in (60, 300, 600, 900, 1800, 3600, 7200, 14400, 86400):
        if (end - start) / step <= 8:
            break
    first = -(-start // step) * step
    return [at for at in (first + n * step for n in range(10)) if at <= end] or [start]
