"""Could this call answer that request? A check by the words alone, for a small model that drops what it overlooks."""

from __future__ import annotations

import re
from collections import Counter

from assistant.engines import CallPart

NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ASIDE = re.compile(
    r"\b(?:in|to|into|from|and)? ?base \d+"
    r"|\b(?:26 letters|7 days|12 months|[24] sides|366 days|february 29|z (?:is|as) 26)\b"
)
""""4284 in base 2" is `f'{4284:b}'`, and of "all 26 letters" nobody counts."""
_ROUNDING = re.compile(r"f'\{round\((.*), \d+\):\.12g\}'")
"""How a program rounds what it prints: these numbers nobody said."""
_NEGATIVE = re.compile(r"\b(minus|negative) \d")
_SQUARED = re.compile(r"\b(squared|cubed)\b")
_AND_A_PART = re.compile(r"\d and a (?:half|quarter|third)\b")
"""Such a number is in no program as it was said."""
_SERIES = re.compile(r"\b(?:each|all|every|so on|up to|until|till)\b")
""""1 squared plus 2 squared and so on" has one power."""
_LAST = re.compile(r"range\(\d+, (\d+)\)")
_MORE = re.compile(r"\*\*|range|import|'")
"""A program that is more than a sum, in which a number stands once that was said twice ("9 by 9 by 9")."""
_COMMON = {0.0, 1.0}
"""In "quick 1", "here's 1" and "if 1 beer costs 4" they are no operands; a program may have them unsaid too."""

CHANGES = frozenset(
    """
    set_timer cancel_timer set_alarm set_reminder add_note add_to_list set_setting change_setting reset_setting
    undo_setting save_preset load_preset party control
    """.split()
)
"""Calls after which something is not as it was."""
_STARTS = frozenset(("set_timer", "set_alarm", "set_reminder", "add_note", "add_to_list"))
_NOT = (
    r"(?<!why )\b(?:do not|don't|dont|did not|didn't|didnt|never|should not|shouldn't|must not|mustn't|not to) "
    r"(?:ever |you |dare |try to |please |even |just |go and )*"
)
# "Do not set the temperature to 2": it overlooks the first two words, and no order is put like this.
_FORBIDDEN = re.compile(
    rf"{_NOT}(?:set|turn|change|put|make|raise|lower|increase|decrease|reset|undo|redo|switch|mute|pause|start|stop|play|"
    r"cancel|clear|delete|remove|add|save|write|remind|give)\b"
)
_NOT_STARTED = re.compile(
    rf"(?<!can ){_NOT}(?:wake|need|want|remember|note|take|keep|have|count|time|beep|ring|log|record) (?!remember)"
    r"|^no (?:\w+ )?(?:alarm|timer|reminder|note)s?\b"
)
_ABOUT = re.compile(
    r"^(?:(?:so|and|but|well|hey|um|ok|okay|please) )*"
    r"(?:how (?:do|can|could|would|should|might) (?:i|you|we|one)|what (?:happens|would happen|does|did)"
    r"|should i|shall i|do i|did i|have i|why (?:do(?! not)|does|did|is|are|should)|is it|when (?:do|did|does))\b"
)
"""Questions about a thing, which are no orders to do it."""
_ENDED = re.compile(
    r"\b(?:cancel\w*|stop\w*|end\w*|kill|delete|remove\w*|clear\w*|scrap|off|forget|drop\w*|rid|abort|ditch|dismiss|shut"
    r"|quit|lose|no|not|isn't|don't|dont|needn't|never|done|mistake|wrong|away|wipe|plug|go|out|finished|changed|ready"
    r"|call it|had enough|let)\b"
)
_BUT = re.compile(r"\b(?:but|except|apart from|other than)\b (?:for )?(?:the|my|that|this)\b")
_RESET = re.compile(
    r"\b(?:reset\w*|defaults?|original\w*|factory|restore\w*|normal|fresh|scratch|clean|square|undo|wipe|clear|drop|forget|"
    r"revert|back|throw|start(?:ing)? (?:over|again)|standard|at first|zero)\b"
)
_AT_A_PARTY = {
    "drink": re.compile(
        r"\b(?:dr[aiu]nk\w*|beers?|wines?|shots?|pints?|glass|cups?|cans?|bottles?|cocktails?|cheers|cider|whisky|vodka|gin|rum|tequila"
        r"|another|one|1|round|tab|had|has|downed|sips?|bottoms|chin|prost|skol|salud|slainte|sante|kampai|toast|hatch)\b"
    ),
    "water": re.compile(r"\bwater|hydrat|glass\b"),
    "add_player": re.compile(
        r"\b(?:play\w*|game|party|group|join\w*|in|into|here|arrived|came|come|comes|coming|with us"
        r"|sign\w*|register|deal|welcome|new|list|turned up|showed up|sitting|part|too|room|name|count)\b"
    ),
}
"""What is said where these are meant: "add milk" is not "Milk plays"."""
_NOBODY = re.compile(
    r"\b(?:(?:nobody|no one) (?:has|had|drank|drinks|is)|none of (?:us|them)|not drinking|didn't drink)\b"
)


_INNER = re.compile(r"\b(\w\w+)'\w")
"""The part of a word before its apostrophe: a program that has only that was cut ("don" of "don't")."""
_LITERAL = re.compile(r"'([^']*)'")
_VERB = r"(?:set|start|make|add|put|cancel|delete|remove|turn|switch|wake|remind|read|show|convert|save|undo|reset)"
_ALSO = re.compile(
    rf"\b{_VERB} (?!sure\b).*\b(?:and|then|also|plus)\b(?: (?:then|also|please))* (?:"
    rf"(?!start (?:again|over)\b|turn (?:it|that|them) into\b){_VERB}|another|an? (?:alarm|timer|reminder|note))\b"
)
"""A second order in one breath; the model writes one call."""
_ONE_ORDER = frozenset(
    "set_timer set_alarm cancel_timer timer_left clock convert set_setting change_setting reset_setting undo_setting"
    " get_setting system_status read_list control".split()
)
_TOLD = re.compile(
    rf"(?<!\bi )\b(?:said|says|(?:told|wants|wanted|asked|asks) (?:me|us|him|her|them|you)) (?:that )?"
    rf"(?:you should |to )?(?:{_VERB}|stop|be|keep|end|give|take|have|drink)\b"
)
"""What somebody else wants, as told."""
_NARRATED = re.compile(
    r"^(?:(?:so|well|and|but|oh|yesterday) )*"
    r"(?:i|he|she|they|we|(?:the|my|his|her) (?!character|persona|voice)\w+)"
    r" (?:(?:already|just|always|never) )?(?:set(?! (?:to|at)\b)|turned|lowered|raised|threw|forgot to|woke up at)\b"
)
"""What somebody did."""
_LASTED = re.compile(r"^(?:i|we) (?:have been|had been|will be|was|were)\b(?! (?:just )?(?:wondering|hoping|thinking))")
"""What takes its time, and is not to be timed."""
_UNDONE = re.compile(
    r"\bundo (?:my|the|your|his|her|our|a) (?!last|change|setting|previous|thing|latest|adjust|edit|recent|one|whole"
    r"|timer|alarm|note|list|item|reminder|volume|temperature|top|voice|speech|very|new|most|value)"
    r"|\bread (?:it|that|this) back\b"
)
"""Other things are undone than settings."""
_IS_RESET = re.compile(r"^(?:(?:so|well|and) )*(?:everything|things|it|all|life) (?:is|are|was|were|went|came|got)\b")
_IS_BROKEN = re.compile(r"^(?:the|my) (?:\w+ )?timer (?:stopped|broke|isn't|is not|was|won't|does)")
_CHANGED = re.compile(
    r"\b(?:move|change|extend|postpone|push|reschedule) (?:it|that|the|my|this)\b|^(?:no )?actually (?:at|in|for|to)\b"
    r"|^add (?:an?|one|another|\d+) (?:more )?(?:min(?:ute)?|sec(?:ond)?|hour)s?\b(?!.*timer)"
)
"""A timer or an alarm that is there shall be another; a second one is not what is wanted."""
_NO_DRINK = re.compile(
    r"(?:n't|\bnot|\bnever) (?:have|had|drink|drank|drunk|count|want)\b|\bundo\b|\bremember my\b|\bremove\b"
    r"|\btake .* back\b|^no\b|\bfor \d+$"
)
_NO_ITEM = re.compile(r"(?:except|to|but|from|everything|away)\b")
_LISTED = re.compile(r"print\((?:sum|min|max)\(\[")
_UNIT = re.compile(r"\b(h|m|s)(?:(?:ou)?rs?|in(?:ute)?s?|ec(?:ond)?s?)\b")


def is_plausible(request: str, call: CallPart) -> bool:
    """Could the call answer the request?

    Args:
        request: what was said, with its numbers as digits.
        call: what the model would do.
    """
    # A program changes nothing: "don't change the subject, what is 12 times 12".
    forbidden = call.tool != "run_python" and _FORBIDDEN.search(request) is not None
    ordered = call.tool not in CHANGES or _is_ordered(request, call)
    # A unit is not converted into itself.
    empty = call.tool == "convert" and call.arguments.get("from_unit") == call.arguments.get("to_unit")
    if forbidden or not ordered or empty or not has_all_numbers(request, call):
        return False
    return not _is_cut(request, call) and not _has_two_orders(request, call)


def _is_cut(request: str, call: CallPart) -> bool:
    """Does a program have the first half of a word with an apostrophe? Its texts cannot hold one."""
    if call.tool != "run_python" or not (halves := set(_INNER.findall(request))):
        return False
    alone = Counter(re.findall(r"[^\W_]+(?!['\w])", request))
    literals = {word for text in _LITERAL.findall(str(call.arguments.get("code", ""))) for word in text.split()}
    return any(half in literals and not alone[half] for half in halves)


def _has_two_orders(request: str, call: CallPart) -> bool:
    """Is more ordered than this one call?"""
    if call.tool == "set_timer":
        units = _UNIT.findall(str(call.arguments.get("duration", "")))
        if len(units) > len(set(units)):
            return True
    return call.tool in _ONE_ORDER and _ALSO.search(request) is not None


def _is_ordered(request: str, call: CallPart) -> bool:
    """Does anything said ask for this change? It takes "set a timer" for "cancel the timer"."""
    if call.tool in _STARTS and _NOT_STARTED.search(request):
        return False
    if _TOLD.search(request) or (call.tool not in ("cancel_timer", "reset_setting") and _NARRATED.search(request)):
        return False
    if call.tool in ("set_timer", "set_alarm") and (_CHANGED.search(request) or _LASTED.search(request)):
        return False
    if call.tool not in ("control", "party", "change_setting") and _ABOUT.search(request):
        return False
    if call.tool == "add_to_list":
        items = str(call.arguments.get("items", ""))
        return not _NO_ITEM.match(items) and items != call.arguments.get("list")
    if call.tool == "undo_setting":
        return not _UNDONE.search(request)
    if call.tool == "cancel_timer":
        return bool(_ENDED.search(request)) and not _BUT.search(request) and not _IS_BROKEN.search(request)
    if call.tool == "reset_setting" and not call.arguments.get("name"):
        return bool(_RESET.search(request)) and not _IS_RESET.search(request)
    if call.tool == "party":
        action = call.arguments.get("action")
        if (action == "drink" and _NO_DRINK.search(request)) or (
            action == "remove_player" and "list" in request.split()
        ):
            return False
        said_of = _AT_A_PARTY.get(str(action))
        return said_of is None or (bool(said_of.search(request)) and not _NOBODY.search(request))
    return True


def has_all_numbers(request: str, call: CallPart) -> bool:
    """Does the program have every number as often as it was said, and a minus and a power where one was?

    Of the starter's wrong sums it refuses the worst kind: 144 as the answer to "twelve squared plus five squared", said
    as if it were certain. A timer, an alarm and a reminder, too, have the numbers that were said.

    Args:
        request: what was said, with its numbers as digits.
        call: of run_python or of a timer, alarm or reminder; any other call is plausible.
    """
    counted = _ASIDE.sub(" ", request).rpartition("so on")[2]  # "1 star then 2 stars and so on up to 9"
    said = Counter(map(float, NUMBER.findall(counted)))
    for number in _COMMON:
        del said[number]
    if call.tool in ("set_timer", "set_alarm", "set_reminder"):
        words = " ".join(map(str, call.arguments.values()))
        return said.keys() <= set(map(float, NUMBER.findall(words)))
    if call.tool != "run_python":
        return True
    code = _ROUNDING.sub(r"\1", str(call.arguments.get("code", "")))
    if len(_NEGATIVE.findall(request)) > code.count("-") or _AND_A_PART.search(request):
        return False
    if len(_SQUARED.findall(request)) > code.count("**") and not _SERIES.search(request):
        return False
    written = Counter(map(float, NUMBER.findall(code)))
    if _LISTED.match(code):
        for number in _COMMON:
            del written[number]
        return said == written
    if _MORE.search(code):
        last = {float(end) - 1 for end in _LAST.findall(code)}  # "for 10 years" is `range(1, 11)`
        return said.keys() <= written.keys() | last
    return said <= written
