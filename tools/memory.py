"""What the owner told Hearth to keep in mind: facts in the model's system message, until they are forgotten."""

from __future__ import annotations

import re

from tools.base import Outcome, ToolContext, ToolError, tool
from tools.store import Store
from tools.whole import whole

SCOPE = "fact"
_SMALL = frozenset(
    "a an the my your our i me you we is are am was be that about of to in on and it its do does what".split()
)


@tool
def remember(context: ToolContext, fact: str) -> Outcome:
    """Keep a fact about the owner or a standing instruction in mind for ever.

    Args:
        fact: what to remember, in the owner's words.
    """
    fact = whole(fact).strip().rstrip(".")
    if not fact:
        raise ToolError("There is nothing to remember.")
    known = facts(context.store)
    if fact.lower() not in (one.lower() for one in known):
        context.store.put(SCOPE, _key(context.store), fact)
    return Outcome("remembered", "I will remember that.", {"kind": "fact", "fact": fact})


@tool
def forget(context: ToolContext, about: str) -> Outcome:
    """Forget what the owner had told to remember about something.

    Args:
        about: what to forget, in the owner's words.
    """
    kept = _kept(context.store)
    gone = matching(about, kept)
    if not gone:
        raise ToolError(f"I remember nothing about {about}.")
    for key in gone:
        context.store.put(SCOPE, key, None)
    said = " and ".join(kept[key] for key in gone)
    return Outcome(f"forgotten: {said}", f"Forgotten: {said}.", {"kind": "fact_forget", "facts": said})


@tool
def list_facts(context: ToolContext) -> Outcome:
    """Tell what the owner had told to remember."""
    known = facts(context.store)
    speech = f"I remember: {'; '.join(known)}." if known else "You have not told me to remember anything."
    return Outcome("\n".join(known) or "nothing", speech, {"kind": "fact_list", "facts": known})


@tool(risk="ask", question="Shall I forget everything that you told me to remember?")
def forget_everything(context: ToolContext) -> Outcome:
    """Forget all that the owner had told to remember."""
    count = len(context.store.all(SCOPE))
    for key in context.store.all(SCOPE):
        context.store.put(SCOPE, key, None)
    speech = "I have forgotten everything." if count else "There was nothing to forget."
    return Outcome(speech, speech, {"kind": "fact_forget", "count": count})


def facts(store: Store) -> list[str]:
    """All of them, the oldest first, so that a new one leaves the beginning of the prompt as it was."""
    return [fact for _, fact in sorted(_kept(store).items())]


def _kept(store: Store) -> dict[str, str]:
    """By key. An older Hearth kept what no prompt can hold, so each is made whole when it is read."""
    return {key: whole(str(fact)) for key, fact in store.all(SCOPE).items()}


def matching(about: str, known: dict[str, str]) -> list[str]:
    """Keys of the facts that are meant: those with all the words that matter; else the one with most of them.

    Half of the words is too little ("I like tea" is not about coffee), and of several that fit equally badly none is
    meant: what is forgotten cannot be taken back.
    """
    wanted = _words(about)
    if not wanted:
        return []
    scores = {key: len(wanted & _words(fact)) / len(wanted) for key, fact in known.items()}
    best = max(scores.values(), default=0.0)
    found = [key for key, score in scores.items() if score == best]
    return found if best == 1.0 or (best > 0.5 and len(found) == 1) else []


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9']+", text.lower())) - _SMALL


def _key(store: Store) -> str:
    return f"{max((int(key) for key in store.all(SCOPE)), default=0) + 1:06d}"
