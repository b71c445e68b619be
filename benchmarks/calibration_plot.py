"""Draws the calibration of the reader's confidence, leaving one document out. Run: python -m benchmarks.calibration_plot

Told confidence across, share of right claims up; a dot a group of claims, as large as the group, with the interval in which
its true share lies nineteen times in twenty (Wilson). On the diagonal the reader is as sure as it should be.
"""

from __future__ import annotations

import math
import pathlib
import statistics

from benchmarks.calibrating import brier, left_out

PICTURE = pathlib.Path(__file__).parents[1] / "docs" / "explanation" / "reading-calibration.svg"
GROUPS = ((0.0, 0.4), (0.4, 0.55), (0.55, 0.7), (0.7, 0.8), (0.8, 1.0))
SIDE, LEFT, TOP = 360, 64, 56  # the square of the plot, and where it begins


def wilson(right: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Where the true share lies: narrower with more claims, never outside 0 and 1.

    >>> [round(side, 2) for side in wilson(7, 10)]
    [0.4, 0.89]
    """
    share, spread = right / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def place(across: float, up: float) -> tuple[float, float]:
    return LEFT + across * SIDE, TOP + (1 - up) * SIDE


def drawn(claims: list[tuple[float, bool]]) -> str:
    """The plot as SVG: plain shapes and words, black on nothing, so that it prints and stands on dark paper too."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + SIDE + 40} {TOP + SIDE + 60}" font-family="sans-serif" font-size="12" role="img" '
        f'aria-label="Calibration of the reader’s confidence">',
        f'<rect width="{LEFT + SIDE + 40}" height="{TOP + SIDE + 60}" fill="#fff"/>',
        '<text x="16" y="22" font-size="14" font-weight="bold">How often a claim is right that the reader is so sure of</text>',
        f'<text x="16" y="40" fill="#555">{len(claims)} claims as first read, leaving one document out; Brier score {brier(claims):.3f}</text>',
    ]
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x, y = place(tick, tick)
        parts += [f'<line x1="{LEFT}" y1="{y:.1f}" x2="{LEFT + SIDE}" y2="{y:.1f}" stroke="#ddd"/>',
                  f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{tick:g}</text>',
                  f'<text x="{x:.1f}" y="{TOP + SIDE + 18}" text-anchor="middle">{tick:g}</text>']
    (x1, y1), (x2, y2) = place(0, 0), place(1, 1)
    parts.append(f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#888" stroke-dasharray="4 4"/>')
    for low, high in GROUPS:
        inside = [(sure, right) for sure, right in claims if low <= sure < high]
        if not inside:
            continue
        right = sum(right for _, right in inside)
        least, most = wilson(right, len(inside))
        x, y = place(statistics.mean(sure for sure, _ in inside), right / len(inside))
        parts += [f'<line x1="{x:.1f}" y1="{place(0, most)[1]:.1f}" x2="{x:.1f}" y2="{place(0, least)[1]:.1f}" stroke="#1f4e79" stroke-width="1.5"/>',
                  f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{3 + math.sqrt(len(inside)):.1f}" fill="#1f4e79"/>',
                  f'<text x="{x + 14:.1f}" y="{y + 18:.1f}">{right} of {len(inside)}</text>']
    parts += [f'<text x="{LEFT + SIDE / 2}" y="{TOP + SIDE + 42}" text-anchor="middle">confidence told</text>',
              f'<text x="18" y="{TOP + SIDE / 2}" text-anchor="middle" transform="rotate(-90 18 {TOP + SIDE / 2})">share that was right</text>', "</svg>"]
    return "\n".join(parts) + "\n"


def main() -> None:
    claims = left_out()
    PICTURE.write_text(drawn(claims), encoding="utf-8")
    for low, high in GROUPS:
        inside = [(sure, right) for sure, right in claims if low <= sure < high]
        if inside:
            print(f"{low:.2f}–{high:.2f}  told {statistics.mean(s for s, _ in inside):.2f}  right {statistics.mean(r for _, r in inside):.2f}  of {len(inside)}")


if __name__ == "__main__":
    main()
