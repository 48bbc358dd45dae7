"""Texts that the tokenizer learns from besides the conversations: words that must be short in tokens."""

from __future__ import annotations

from collections.abc import Iterator

from training.lexicon import DOING, LEXICON, NAMES, OPENERS, PHRASES, POLITE, TOPICS, WORDS

TOOLS = """
set_timer cancel_timer timer_left set_alarm set_reminder add_note add_to_list read_list convert clock system_status
set_setting change_setting get_setting reset_setting undo_setting save_preset load_preset party control
name arguments duration label time text when list items amount from_unit to_unit about value direction by up down
preset action player start end drink water add_player remove_player score next truth dare never stop repeat louder
quieter shorter longer cancel temperature top_p top_k min_p answer_length seed persona voice speech_rate volume
wake_word_sensitivity thinking_budget processes memory disk network cpu date weekday
set timer timers alarm alarms reminder remind minutes minute hours hour seconds second wake tomorrow tonight today
morning evening afternoon pm am o'clock half quarter past note notes remember shopping list lists add put milk eggs
grams kilos pounds ounces miles kilometers centimeters inches feet meters liters pints cups fahrenheit celsius stone
convert weather running disk space computer memory network louder quieter volume voice faster slower speak repeat
cancel stop longer shorter answer answers settings setting sensitivity party game player score truth dare drink water
do not know sorry cannot small model bundled joke why because did what called knock with without never always people
I am only the small bundled model and I do not know that. You are welcome. Good morning. Hello. How can I help?
weather president capital translate news price stock medicine doctor song music world cup election population
ask bigger model another question facts world outside here help timers sums lists little programs wrong happy glad
""".split()


def texts() -> Iterator[str]:
    """Each notion's words a few times."""
    for _ in range(12):
        yield from (f" {word} " for word in TOOLS)
        yield from LEXICON.values()
        for pool in (WORDS, NAMES, PHRASES, OPENERS, POLITE, TOPICS, DOING):
            yield " ".join(pool)
