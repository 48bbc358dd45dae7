"""`python -m tests.sandbox.table`: writes the hostile cases into sandbox/README.md, between the two marks."""

from __future__ import annotations

from pathlib import Path

from tests.sandbox.hostile import CASES, Case

README = Path(__file__).parents[2] / "sandbox" / "README.md"
BEGIN, END = "<!-- hostile cases: begin -->", "<!-- hostile cases: end -->"


def outcome(case: Case) -> str:
    """What the test asserts, in words."""
    parts = []
    if case.ends == "":
        parts.append("ends well")
    elif case.ends == "any":
        parts.append("ended, one way or another")
    else:
        parts.append(case.ends)
    if case.error:
        parts.append(f"says `{case.error}`")
    elif case.prints is not None and len(case.prints) < 50 and case.prints.isprintable() and "<" not in case.prints:
        parts.append(f"gets `{case.prints.replace('|', ' or ')}`" if case.prints else "prints nothing")
    elif case.prints and set(case.prints) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ\n|"):
        lines = sorted(set(case.prints.split("\n")))
        parts.append("gets " + ", ".join(f"`{line.replace('|', ' or ')}`" for line in lines))
    if case.left_out:
        parts.append("file not handed out")
    if case.strays:
        parts.append("stray killed")
    return "; ".join(parts)


def table() -> str:
    """All cases in Markdown."""
    lines = [f"{len(CASES)} programs.", "", "| | it tries | what comes of it | variables after |", "|---|---|---|---|"]
    for case in CASES:
        states = " or ".join(case.state.split())
        lines.append(f"| {case.group} | {case.name} | {outcome(case)} | {states} |")
    return "\n".join(lines)


def written(text: str) -> str:
    """The README with the table of now."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{table()}\n{END}{tail}"


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
