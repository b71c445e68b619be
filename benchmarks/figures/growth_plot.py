"""How times grow with the number of activities, as a drawing without any library: both axes logarithmic."""

from __future__ import annotations

from math import log10
from pathlib import Path

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 760, 420, 70, 50, 20, 210
COLOURS = ("#1b4f8f", "#b3541e", "#2e7d4f", "#7a3b8f", "#555555", "#a0892c")


def draw(results: list[dict], file: Path) -> None:
    lines = {name: [(one["activities"], one["questions"][name]["median"]) for one in results] for name in results[0]["questions"]}
    lines |= {"page of five, p95": [(one["activities"], one["page"]) for one in results],
              "1,000 changes seen": [(one["activities"], one["refresh"]) for one in results]}
    every = [value for points in lines.values() for _, value in points]
    low, high = 10 ** int(log10(min(every)) - (min(every) < 1)), 10 ** (int(log10(max(every))) + 1)
    first, last = results[0]["activities"], max(results[-1]["activities"], results[0]["activities"] * 10)

    def x(activities: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * log10(activities / first) / log10(last / first)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * log10(value / low) / log10(high / low)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>']
    step = low
    while step <= high:
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(step):.1f}" y2="{y(step):.1f}" stroke="#dddddd"/>'
                   f'<text x="{LEFT - 8}" y="{y(step) + 4:.1f}" text-anchor="end" fill="#333333">{step:g} ms</text>')
        step *= 10
    out += [f'<text x="{x(one["activities"]):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle" fill="#333333">{one["activities"]:,}</text>'
            for one in results]
    placed: list[float] = []
    for (name, points), colour in zip(lines.items(), COLOURS, strict=True):
        path = " ".join(f"{x(at):.1f},{y(value):.1f}" for at, value in points)
        label = y(points[-1][1])
        while any(abs(label - other) < 15 for other in placed):
            label += 15
        placed.append(label)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
                   + "".join(f'<circle cx="{x(at):.1f}" cy="{y(value):.1f}" r="3" fill="{colour}"/>' for at, value in points)
                   + f'<text x="{x(points[-1][0]) + 10:.1f}" y="{label + 4:.1f}" fill="{colour}">{name}</text>')
    out += [f'<text x="{LEFT}" y="{HEIGHT - 8}" fill="#333333">activities</text>', "</svg>"]
    file.write_text("\n".join(out), encoding="utf-8")
