"""What the owner told Hearth to keep in mind: facts in the model's system message, until they are forgotten."""

from __future__ import annotations

import re

from tools.base import Outcome, ToolContext, ToolError, tool
from tools.store import Store
from tools.whole import whole

SCOPE = "fact"
_WORD = re.compile(r"[a-z0-9']+")
_SMALL = frozenset(
    """a an the my your our i me you we is are am was be that about of to in on and it its do does what
    he she they there have has had will who where when how which too also please now still any more anymore""".split()
)
_DENIED = re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|ca|wo|would|should|could|must)n'?t\b")


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
    """Keys of the facts that are meant: those with all the words that matter; else the one that says less.

    "Forget that I like tea in the morning" means "I like tea". Where each says what the other does not ("my sister
    likes cats", "my brother likes cats"), or only the other denies it, or several fit equally badly, none is meant:
    what is forgotten is gone.
    """
    wanted = _words(about)
    words = {key: _words(fact) for key, fact in known.items()}
    whole_ones = [key for key, has in words.items() if wanted and wanted <= has and has - wanted != {"not"}]
    less = {
        key: len(has)
        for key, has in words.items()
        if has < wanted and len(has) > len(wanted) / 2 and "not" not in wanted - has
    }
    most = [key for key, count in less.items() if count == max(less.values())]
    return whole_ones or (most if len(most) == 1 else [])


def _words(text: str) -> frozenset[str]:
    text = _DENIED.sub(r"\1 not", text.lower().replace("\u2019", "'"))
    return frozenset(_WORD.findall(re.sub(r"'(?:s|m|re|ve|ll|d)\b", "", text))) - _SMALL


def _key(store: Store) -> str:
    return f"{max((int(key) for key in store.all(SCOPE)), default=0) + 1:06d}"
