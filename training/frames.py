"""How people wrap a request: politeness, fillers, asides, "write a program that ...", slips of a recogniser.

Slot values stand as placeholders while this works, so that no slip ever touches what must be copied.
"""

from __future__ import annotations

import random
from typing import Literal

from training.lexicon import CLOSERS, DOING, OPENERS, POLITE, TELL, TOPICS, VOCATIVES, aside, bare_aside
from training.templates import sample

_ES = ("s", "sh", "ch", "x", "z", "o")
_DOUBLE = {
    "get",
    "put",
    "run",
    "flip",
    "spit",
    "sum",
    "tot",
    "cut",
    "strip",
    "drop",
    "swap",
    "spin",
    "shrug",
    "begin",
    "set",
    "let",
    "stop",
    "pop",
    "skip",
    "slip",
    "jot",
    "shut",
    "quit",
    "forget",
    "tap",
    "dim",
    "plan",
    "mop",
    "chop",
    "rob",
    "wrap",
    "plug",
    "unplug",
    "scan",
    "snap",
    "knit",
    "hit",
    "pin",
}
_SLIPS = (
    ("write", "right"), ("sum", "some"), ("times", "time"), ("root", "route"), ("squared", "square"), ("prime", "primes"),
    ("primes", "prime"), ("what's", "what is"), ("what's", "whats"), ("what's", "what"), ("add", "ad"),
    ("programme", "program"), ("program", "programme"), ("print", "prints"), ("by", "buy"), ("numbers", "number"),
    ("number", "numbers"), ("is", "it's"), ("a", "the"), ("the", "a"), ("in", "and"), ("letters", "letter"), ("timer", "time"),
    ("reminder", "remind"), ("list", "lists"), ("minus", "minors"), ("plus", "pluss"), ("percent", "per cent"), ("and", "an"),
    ("divided", "divide"), ("multiplied", "multiply"), ("factors", "factor"), ("vowels", "vowel"), ("stars", "star"),
    ("alphabet", "alpha bet"), ("backwards", "backward"), ("please", "pleas"), ("binary", "by nary"), ("roman", "romans"),
    ("fibonacci", "fibonaci"), ("fibonacci", "fib a nachi"), ("palindrome", "pal in drome"), ("order", "odor"),
    ("hour", "our"), ("here", "hear"), ("below", "bellow"), ("night", "knight"), ("know", "no"), ("week", "weak"), ("there", "their"), ("you", "u"), ("to", "too"), ("squares", "square"), ("cubes", "cube"), ("tables", "table"),
    ("them", "em"), ("fizz", "fiz"), ("count", "counts"), ("sort", "sought"), ("reverse", "reverses"), ("days", "day"),
)  # fmt: skip


def third_person(verb: str) -> str:
    """print -> prints."""
    if verb == "have":
        return "has"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(_ES) else "s")


def gerund(verb: str) -> str:
    """print -> printing."""
    if verb in _DOUBLE:
        return verb + verb[-1] + "ing"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + "ing"


def inflect(order: str, form: str) -> str:
    """The order's first verb in form "", "s" or "ing"; the mark `*` goes away."""
    marked, order = "*" in order, order.replace("*", "")
    if not marked or not form:
        return order
    verb, _, rest = order.partition(" ")
    return f"{third_person(verb) if form == 's' else gerund(verb)} {rest}".strip()


def program(order: str, rng: random.Random) -> str:
    """An order as a wish for a program that does it."""
    bare, does, doing = inflect(order, ""), inflect(order, "s"), inflect(order, "ing")
    if does == bare:
        does = "can " + bare
        doing = "to " + bare
    a = rng.choice(("a ", "a ", "a ", "a ", "me a ", "me a ", "", "the ", "us a ", "one ", "another "))
    frame = rng.choice(
        (
            f"<write> {a}<prog> (that|that|that|which|what|and it|to) {does}", f"<write> {a}<prog> to {bare}", f"<write> {a}<prog> (for|for|) {doing}",
            f"<write> {a}<prog> that (will|can|would|should|could) {bare}", f"<write> (me|) <code> (that|which) {does}", f"<write> (me|) <code> to {bare}",
            f"(i need|i want|i'd like|give me|let me have|i could do with|can i get|can i have|could i have|we need|i'm after|show me) a <prog> (that {does}|to {bare}|for {doing}|which {does}|that can {bare})",
            f"a <prog> (that|which) {does}", f"a <prog> to {bare}", f"<prog> to {bare}", f"(use|using|with|in|through) python [to] {bare}", f"{bare} (using|in|with) python",
            f"{bare} (with|using) a <prog>", f"{bare} with <code>", f"make (something|a thing) that {does}", f"(run|execute|use) <code> (to {bare}|that {does})",
            f"(how about|what about|let's have|let's write|let's do) a <prog> (that {does}|to {bare})", f"(python|code|program|script) to {bare}", f"<write> {a}<prog> it should {bare}",
            f"<write> {a}<prog> {doing}", f"<write> {a}<prog> where you {bare}", f"<write> {a}<prog> that {does}", f"<write> {a}<prog> to {bare}", f"<write> {a}<prog> that {does}",
        )
    )  # fmt: skip
    return sample(frame, rng)


def thing(noun: str, rng: random.Random) -> str:
    """A noun phrase as an order to show it (its verb marked with `*`)."""
    verb = rng.choice(("print", "print", "print", "list", "list", "show", "show", "display", "output", "write", "give", "find", "compute", "calculate", "generate",
        "write out", "print out", "read out", "spell out", "list out", "work out", "figure out", "produce", "make", "tell", "say", "recite", "type out", "return", "prints out",
        "write down", "get", "create", "name", "bring up", "put out", "call out", "draw", "rattle off"))  # fmt: skip
    me = (
        rng.choice(("", "", " me", " us", " me"))
        if verb in ("show", "give", "tell", "find", "get", "write", "read out", "list", "print", "draw", "make")
        else ""
    )
    head, _, rest = verb.partition(" ")
    return f"{head}* {rest}{me} {noun}"


_NO_ORDER = frozenset(
    """
the a an i i'd i'll i'm i've we we'd we'll we're we've you you'd you'll you're you've your my our he she they it it's its this that that's
that'll there there's here here's let's can could would will may shall is are did didn't has can't couldn't what what's who who's whose
where where's how why another one no more new not never less enough on once for from in into as by to at after under all any some only just
also and again same even here everyone everybody everything nobody nothing someone's people today today's now next please sorry okay right
alright oh ah actually oops phew god man honestly huh pardon excuse beg party reminder timer alarm default slower faster quicker louder quieter
softer shorter longer briefer briefly shorter bigger smaller greater higher calmer wilder crazier saner sillier weirder much too quick fast
fewer gently quiet silence shh remaining free current exact local truth dare score scores scoreboard standings results points tally
disk processor cpu ram memory storage network internet wifi connection bandwidth data process task running date weekday space system kitchen egg
countdown conversion factory fresh voice preset game player drinking drink water hydration never mine number plus done finished changed care
mind know heard need needs want fancy joke jokes story riddle riddles puzzle brain tongue fact fun pep life lights fan tv telly oven kettle
heating previous python software program programme script app tool function routine thing something snippet piece bit code little small short
simple tiny mini using with through bottoms cheers prost skol salud chin don't nevermind maybe wrong grandad grandma grandpa it'll un
""".split()
)
"""First words of what is no verb: nobody says "would you mind louder" or "you need to timer off"."""
_ASKING = frozenset(
    """
what what's whats which who who's whose where where's when when's why how how's how'd is isn't are do does did can could will would if whether
""".split()
)
"""First words of what can follow "tell me"."""
Remark = Literal["any", "bare", "none"]
"""What may stand beside a request that changes nothing about it: any remark; one without names and matters, where those
could be meant; or none, where what is said last is copied."""


def wrap_order(order: str, rng: random.Random, remark: Remark = "any") -> str:
    """Openers, politeness, closers and asides around an order."""
    first = order.partition(" ")[0]
    verb = first not in _NO_ORDER and not first.startswith("\ue000")
    if verb and rng.random() < 0.03:
        order = f"would you mind {inflect(order if '*' in first else f'{first}*{order[len(first) :]}', 'ing')}"
    else:
        order = inflect(order, "")
        if rng.random() < 0.36:
            order = f"{rng.choice(POLITE) if verb else 'please'} {order}"
    return _around(order, rng, remark)


def wrap_question(question: str, rng: random.Random, remark: Remark = "any") -> str:
    """Openers, "can you tell me", closers and asides around a question."""
    question = question.replace("*", "")
    if rng.random() < 0.2 and question.partition(" ")[0] in _ASKING:
        question = f"{rng.choice(TELL)} {question}"
    return _around(question, rng, remark)


def wrap_remark(text: str, rng: random.Random) -> str:
    """An opener before, and perhaps a name after what is said and asks for nothing."""
    if rng.random() < 0.25:
        text = f"{rng.choice(OPENERS)} {text}"
    return f"{text} {rng.choice(VOCATIVES)}" if rng.random() < 0.18 else text


def _around(text: str, rng: random.Random, remark: Remark) -> str:
    if rng.random() < 0.22:
        text = f"{rng.choice(OPENERS)} {text}"
        if rng.random() < 0.15:
            text = f"{rng.choice(OPENERS)} {text}"
    roll, beside = rng.random(), aside if remark == "any" else bare_aside
    if remark == "none":
        roll = 1.0
    if roll < 0.10:
        text = f"{text} {beside(rng)}"
    elif roll < 0.14:
        text = f"{beside(rng)} {rng.choice(('', '', 'so ', 'and ', 'but ', 'so please '))}{text}"
    elif roll < 0.16:
        text = f"{text} {rng.choice(('because', 'as', 'since', 'cause'))} {beside(rng)}"
    elif roll < 0.18 and remark == "any":
        text = f"{text} for {rng.choice(TOPICS)}"
    elif roll < 0.19 and remark == "any":
        text = f"{text} while i'm {rng.choice(DOING)}"
    if rng.random() < 0.18:
        text = f"{text} {rng.choice(CLOSERS)}"
    return text


def slips(text: str, rng: random.Random) -> str:
    """What a recogniser or a hurried speaker does to the words that are not copied."""
    words = text.split()
    roll = rng.random()
    if roll < 0.35:
        droppable = [
            i
            for i, w in enumerate(words)
            if w in ("a", "the", "of", "me", "is", "an", "to", "that", "please", "for", "it", "in", "with")
        ]
        if droppable:
            del words[rng.choice(droppable)]
    elif roll < 0.5:
        i = rng.randrange(len(words))
        if "\ue000" not in words[i]:
            words.insert(i, rng.choice((words[i], words[i], "um", "uh", "er", "like", "erm")))
    else:
        options = [(i, new) for i, w in enumerate(words) for old, new in _SLIPS if w == old]
        if options:
            i, new = rng.choice(options)
            words[i] = new
    return " ".join(words)
