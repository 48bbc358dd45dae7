"""Words shared by every family of training text: ten to twenty synonyms a notion, pools of slot words.

A small model ties a word to the family in which it saw it, so every synonym here is used by all families.
"""

from __future__ import annotations

import random
from functools import lru_cache

LEXICON: dict[str, str] = {
    # display
    "show": "(print|print|list|list|show|show|display|output|write out|give|give me|show me|tell me|read out|spell out"
    "|write down|get|get me|produce|generate|find|find me|fetch|bring up|put up|type out|spit out|say|let me see"
    "|let me have|call out|rattle off|run through|recite|name|work out|calculate|compute|figure out|make|create|draw up)",
    "compute": "(calculate|compute|work out|figure out|find|find out|solve|determine|evaluate|tell me|give me|get|get me|do"
    "|crunch|tot up|sort out|what's|what is|show me|say|check|tell us|do the sum|do the maths on)",
    "whatis": "(what is|what's|whats|what's|how much is|what does|tell me|what would be|what'd be|what do you get for"
    "|what do i get for|what comes out of|what's the answer to|what is the result of|give me the answer to|do you know)",
    "write": "(write|make|create|build|do|code|code up|knock up|knock together|put together|throw together|come up with"
    "|whip up|cook up|prepare|produce|generate|develop|draft|run|execute|try|show|give me|whip together|program)",
    "prog": "(program|program|programme|script|script|python program|python script|bit of code|piece of code|snippet"
    "|code snippet|little program|small program|short program|simple program|quick program|tiny program|short script"
    "|little script|small script|quick script|simple script|function|routine|tool|thing|mini program|one liner"
    "|bit of python|piece of python|app|little app|computer program)",
    "code": "(code|some code|python|some python|python code|a bit of code|a bit of python|a little code|a few lines of python"
    "|a few lines of code|something|something in python)",
    # numbers
    "plus": "(plus|plus|plus|add|added to|and|with)",
    "minus": "(minus|minus|minus|take away|take|less|subtract|takeaway)",
    "times": "(times|times|times|multiplied by|multiply by|by|time|x|lots of|timesed by|into)",
    "over": "(divided by|divided by|divided by|over|divide by|split by|shared by|divided between|divided into)",
    "numbers": "(numbers|numbers|values|integers|whole numbers|digits|figures|ones)",
    "upto": "(up to|up to|below|under|until|till|less than|not more than|no bigger than|no higher than|as far as|smaller than)",
    "starting": "(starting|beginning|begin|start)",
    "all": "(all|all the|every|each|all of the|the|)",
    "fr": "(from|between|starting at|beginning with|going from)",
    "to": "(to|to|to|through|up to|until|till|and|through to|two)",
    "there": "(there are|are there|there is|do you find|can you find|are|do we have|you can count|appear|occur|exist)",
    "word": "(word|word|word|string|text|name|term)",
    "phrase": "(phrase|sentence|words|text|line|string|message|expression)",
    "count": "(count|count|count up|tell me|work out|find|find out|figure out|tally|tally up|add up|check|number)",
    "sum": "(sum|sum|total|sum total|grand total|addition|combined total)",
    "big": "(biggest|largest|greatest|highest|maximum|max|top|huge)",
    "sml": "(smallest|lowest|least|minimum|min|littlest|tiniest)",
    "avg": "(average|average|mean|arithmetic mean|mean value|average value)",
    "reverse": "(reversed|backwards|backward|in reverse|back to front|the wrong way round|turned around|from the end"
    "|flipped|the other way round|in reverse order|from back to front|mirrored)",
    "ascending": "(in order|in ascending order|from smallest to largest|from low to high|from lowest to highest|sorted"
    "|smallest first|lowest first|in increasing order|going up|from small to big|low to high|smallest to biggest|)",
    "descending": "(in descending order|from largest to smallest|from high to low|from highest to lowest|biggest first"
    "|largest first|highest first|in decreasing order|in reverse order|going down|from big to small|high to low"
    "|biggest to smallest)",
    "order": "(sort|sort|order|arrange|put in order|rearrange|line up|organise|organize|rank|sort out)",
    "people": "(people|persons|friends|of us|mates|kids|children|guests|colleagues|housemates|players|students|girls|boys"
    "|adults|workers|pirates|brothers|sisters|siblings|families|teams|cousins|neighbours|flatmates|diners)",
    "money": "(pounds|dollars|euros|quid|bucks|pound|dollar|)",
    "thing": "(apples|oranges|eggs|cookies|biscuits|sweets|books|pens|bottles|cups|boxes|tickets|chairs|plates|cards|bananas"
    "|potatoes|cans|beers|stickers|marbles|coins|loaves|buns|rolls|tiles|bricks|seats|pages|bags|pizzas|burgers|tins"
    "|bottles of wine|cups of coffee|packets|batteries|candles|balloons|flowers|pencils|muffins|cakes|sausages|stamps)",
    "one_thing": "(apple|egg|cookie|biscuit|book|pen|bottle|box|ticket|chair|plate|card|banana|can|beer|sticker|loaf|tile"
    "|brick|pizza|burger|tin|coffee|packet|battery|candle|balloon|pencil|muffin|cake|sandwich|pint|shirt|stamp|jar)",
}

WORDS = """
apple banana cherry orange lemon melon grape peach pear plum mango carrot potato tomato onion garlic pepper cabbage
bread butter cheese milk sugar flour coffee tea water juice honey chocolate biscuit cake cookie pudding soup salad
chicken beef pork fish salmon bacon sausage pasta pizza rice noodle curry sandwich burger pancake omelette pickle
table chair window door kitchen garden bathroom bedroom ceiling carpet curtain pillow blanket mirror lamp candle
bottle glass plate spoon fork knife kettle oven toaster fridge bucket basket hammer ladder pencil paper notebook
computer keyboard monitor printer camera phone radio television battery cable robot engine rocket satellite planet
moon sun star galaxy comet universe earth ocean river mountain valley forest desert island beach harbour bridge
castle palace church museum library school hospital station airport market village city country kingdom street
summer winter autumn spring morning evening midnight holiday birthday christmas easter weekend monday tuesday
wednesday thursday friday saturday sunday january february march april august september october november december
dog cat horse rabbit mouse elephant tiger lion monkey giraffe kangaroo penguin dolphin whale shark octopus parrot
eagle owl spider butterfly dragon wizard pirate monster ghost vampire princess knight soldier doctor teacher farmer
painter singer dancer driver sailor captain detective professor student neighbour brother sister mother father
uncle grandma grandpa cousin daughter football tennis cricket rugby hockey basketball swimming running cycling
guitar piano violin trumpet drum music melody orchestra concert theatre picture story poem letter message secret
puzzle riddle mystery adventure journey treasure diamond silver golden purple yellow green blue red orange pink
happy sad angry sleepy hungry thirsty brave clever silly gentle quiet noisy little giant ancient modern simple
level radar racecar noon civic kayak rotor madam refer stats tenet python program function variable number letter
hello goodbye welcome thanks please sorry freedom justice science history nature culture language alphabet
rainbow thunder lightning snowman umbrella sunshine hurricane tornado blizzard sandwich breakfast dinner lunch
mississippi bookkeeper committee strawberry raspberry pineapple cucumber cauliflower broccoli aubergine hearth
encyclopedia onomatopoeia rhythm queue zebra jazz quiz fox lazy jumping quick brown lighthouse submarine helicopter
bicycle motorcycle tractor caravan wagon train tram ferry canoe lantern compass telescope microscope magnet crystal
cotton leather velvet wool button zipper pocket jacket trousers jumper scarf glove sock shoe boot slipper hat
finger elbow shoulder stomach tongue eyebrow ankle heart brain memory dream wonder whisper laughter silence
accident balance chimney dentist evidence fashion gravity harvest insect journal ketchup laundry mustard necklace
opinion passport quarter recipe shadow tunnel uniform vacation whistle xylophone yoghurt zucchini anchor barrel
cactus dolphin emerald feather ginger hazelnut igloo jigsaw koala lobster marmalade nutmeg oyster paprika quilt
reindeer saffron tangerine unicorn vinegar walrus yawn zigzag
""".split()

NAMES = """
sam joe alice bob emma oliver noah liam ava mia sophie jack harry george charlie lucy grace ella ruby leo max ben
tom dan kate anna sarah laura james john mary peter paul susan linda karen nancy lisa betty helen sandra carol amy
rachel rebecca nicole amanda melissa megan hannah chloe daisy poppy freya isla archie alfie oscar henry arthur
theo luca finn jacob ethan mason logan lucas aiden carlos maria pedro juan ana luis sofia diego elena pierre marie
hans greta ivan olga yuki kenji mei chen raj priya amir fatima omar layla dave steve mike chris matt nick tony
gary barry nigel clive trevor brenda doris mabel ethel wendy zoe ian neil owen rhys gwen dylan sean liam niamh
siobhan aoife connor patrick bridget angus fiona hamish callum eilidh mum dad gran grandad nan granny mom
""".split()

PHRASES = """
hello world|good morning|good night|well done|happy birthday|merry christmas|thank you|see you later|i love you
|dinner is ready|time for bed|go team|never give up|ice cream|take a break|keep calm|let it snow|good luck
|the quick brown fox jumps over the lazy dog|to be or not to be|row row row your boat|the cat sat on the mat
|i will not talk in class|all work and no play|once upon a time|over the rainbow|under the sea|up up and away
|home sweet home|better late than never|practice makes perfect|the end is near|we are the champions|welcome home
|have a nice day|long live the king|may the best man win|no pain no gain|easy does it|here we go|come on england
|cup of tea|fish and chips|salt and vinegar|bread and butter|rock and roll|black and white|night and day
|peace and love|hip hip hooray|ready steady go|ho ho ho|tick tock|knock knock|ding dong|yum yum|boo|hooray|wow|hi there
|how are you|what a lovely day|it is raining again|my dog ate my homework|she sells sea shells|clean your room
|wash your hands|brush your teeth|do your homework|drink more water|stay positive|sweet dreams|open sesame
""".replace("\n", "").split("|")

TOPICS = """
dinner|lunch|breakfast|my homework|a school project|the kids|a party|work|a quiz|a bet|my boss|my mum|my son|my wife
|my husband|my daughter|a friend|the neighbours|the shopping|a recipe|the budget|a game|fun|a test|the garden|a trip
|the garage|a meeting|class|a presentation|my blog|the dog|practice|my sister|the wedding|a puzzle|the accounts
""".replace("\n", "").split("|")

DOING = """
making tea|cooking|driving|in the bath|doing the dishes|washing up|baking|in a hurry|running late|on the sofa|at work
|doing homework|planning a party|making dinner|feeding the baby|painting the wall|learning python|practising|curious
|bored|tired|half asleep|not good at maths|terrible at sums|in the kitchen|in the garden|on the phone|busy|making a cake
|teaching the kids|walking the dog|trying to work|ironing|shopping|paying the bill|writing a letter|making a quiz|testing you
""".replace("\n", "").split("|")

OPENERS = """
hey|um|erm|uh|er|ok|okay|right|so|well|now|alright|please|hi|hello|mate|excuse me|hang on|listen|actually|oh|go on then
|quick question|quick one|right then|now then|ok so|um so|yeah|yes|and|also|hey there|oh hey|so um|like|hmm|let me think
|sorry|wait|look|you know what|come on|anyway|hey mate|hi there|good morning|here's one|okay then
|ah|oi|yo|hey buddy|ok um|right so|well then|i mean|let's see|let me see|computer|assistant|dear assistant|my friend|be quick
""".replace("\n", "").split("|")

POLITE = """
can you|could you|would you|will you|can you please|could you please|would you please|could you just|can you just|please
|i need you to|i want you to|i'd like you to|i would like you to|help me|do me a favour and|be a dear and|just|quickly|kindly
|i was wondering if you could|any chance you could|are you able to|if you can|if you don't mind|would you be able to
|can you quickly|could you quickly|can you maybe|could you perhaps|maybe you can|you could|you can|you should|go and|go ahead and
|i'd love you to|you need to|try to|let's|i want to|i need to|i'd like to|please can you|please could you|would you kindly
|why don't you|how about you|do you think you could|you'd better|time to|now please|can ya|could ya|can u|think you can|might you
""".replace("\n", "").split("|")

CLOSERS = """
please|thanks|thank you|mate|love|for me|now|right now|quickly|if you can|if you could|if you don't mind|would you|will you
|could you|can you|cheers|ta|pal|buddy|darling|dear|then|when you get a sec|real quick|if possible|as fast as you can|eh|yeah
|ok|okay|please mate|thanks love|thank you very much|if you would|sweetheart|my friend|there's a good chap|would ya|for us
|right away|at once|quick|when you can|asap|today|please and thank you|go on|come on|if that's okay|alright|hon|man|dude
""".replace("\n", "").split("|")

VOCATIVES = """
mate|love|pal|buddy|darling|dear|my friend|sweetheart|hon|man|dude|thanks|cheers|ta|then|eh|yeah|okay|alright|you know|today|now
""".replace("\n", "").split("|")
"""What may end a remark that asks for nothing."""

TELL = """
tell me|can you tell me|could you tell me|do you know|i want to know|i'd like to know|i need to know|i wonder|any idea
|do you happen to know|please tell me|let me know|remind me|i was wondering|just tell me|work out for me|find out
|would you tell me|so tell me|can you work out|could you work out|can you figure out|quick tell me|let's see
""".replace("\n", "").split("|")


WHO = """
i|we|she|he|they|the kids|my wife|my husband|my boss|the dog|the cat|the baby|my mother|everybody|nobody|my sister|grandad|the neighbours
|my flatmate|the teacher|the others|my team|somebody|the boys|the girls|my nan|the landlord|our guests|my back|the house|it|this|that
""".replace("\n", "").split("|")

DID = """
would like to see it|was asking about it|is getting cold|wants it by noon|never listens|has to leave soon|forgot about it|was never any good at this
|is making me nervous|can't wait|is driving me mad|went quiet|keeps going on about it|lost the paper|needs a hand|is still asleep|just woke up
|is on the way|will be back soon|has been here all day|looks tired|is nearly finished|was late again|ran out|broke again|is too far away
|can't find the glasses|made a mess|won't believe it|has had enough|bet me a tenner|said it was easy|said so|is running behind|is out of order
|was telling me about it|is no help at all|left it at home|can't see the screen|has guests tonight|is burning|got here early|is full
|has gone off somewhere|is in the other room|can't reach the keyboard|would be grateful|has been meaning to ask|is fed up|got lost in the middle
|can't concentrate|wasn't paying attention|drifted off|had the tap running|is making such a noise|has a cold|is dark|is freezing
""".replace("\n", "").split("|")


_NOTHING_MEANT = (
    "i keep forgetting", "my hands are wet", "before i forget", "i can never remember", "my phone is dead", "it's important",
    "i haven't got all day", "no rush", "i can't be bothered", "my head hurts", "i've got my hands full", "my brain is fried",
    "it's been a long day", "i'm in a hurry", "i'm running late", "i'm half asleep", "i'm busy", "i'm tired",
)  # fmt: skip


def bare_aside(rng: random.Random) -> str:
    """A remark with no name and no matter in it, which cannot be taken for whom or what the request is about."""
    if rng.random() < 0.5:
        who = rng.choice([who for who in WHO if who not in ("the dog", "the cat", "the baby", "the house")])
        return f"{who} {rng.choice(DID)}"
    return rng.choice(_NOTHING_MEANT)


def aside(rng: random.Random) -> str:
    """A remark that changes nothing about the request."""
    if rng.random() < 0.5:
        return f"{rng.choice((rng.choice(WHO), rng.choice(NAMES)))} {rng.choice(DID)}"
    topic, doing, name = rng.choice(TOPICS), rng.choice(DOING), rng.choice(NAMES)
    return rng.choice(
        (
            f"i'm {doing}", f"it's for {topic}", f"i need it for {topic}", f"{topic} needs it", f"{name} wants to know",
            f"i am {doing}", f"{name} asked me", "i keep forgetting", "i forgot my calculator", "my hands are wet",
            "before i forget", "the kids are waiting", f"i promised {name}", "i can never remember", f"we're {doing}",
            f"{name} is asking", f"{name} and i are {doing}", "my phone is dead", "it's important", "i haven't got all day",
            "no rush", f"{topic} you know", f"just {doing}", "i can't be bothered", "my head hurts", f"it's about {topic}",
            "i've got my hands full", "my brain is fried", "it's been a long day", f"{name} doesn't believe me",
        )
    )  # fmt: skip


@lru_cache(maxsize=1)
def dictionary_words() -> tuple[str, ...]:
    """The words that the bundled recogniser can write (CMU dictionary, BSD licence), for copying practice."""
    from pathlib import Path

    from pocketsphinx import get_model_path

    path = Path(get_model_path()) / "en-us" / "cmudict-en-us.dict"
    words = {line.split()[0] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()}
    return tuple(sorted(word for word in words if word.isalpha() and 3 <= len(word) <= 12))


def word(rng: random.Random) -> str:
    """A word to be copied: often common, sometimes rare."""
    if rng.random() < 0.55:
        return rng.choice(WORDS)
    return rng.choice(dictionary_words())


def phrase(rng: random.Random) -> str:
    """One to five words to be copied."""
    if rng.random() < 0.5:
        return rng.choice(PHRASES)
    return " ".join(word(rng) for _ in range(rng.choice((1, 1, 2, 2, 3, 4, 5))))
