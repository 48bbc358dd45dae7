"""Small talk, jokes, and honest refusals: what the starter answers in words, without a tool."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from training.lexicon import NAMES, WORDS, aside, word

if TYPE_CHECKING:
    from training.data import Exchange

JOKES = """
Why did the timer go to school? To get a little ahead of itself.
Why was the calculator so calm? You could always count on it.
What do you call a sleeping computer? A nap top.
Why do spiders make good programmers? They are happy in the web.
What did the zero say to the eight? Nice belt.
Why did the kettle blush? It saw the salad dressing.
What do you call a fish with no eyes? A fsh.
Why was the maths book unhappy? It had too many problems.
What do you call a cow in an earthquake? A milk shake.
Why did the clock get thrown out of class? It tocked too much.
What is a pirate's favourite letter? You would think it is R, but it is the C.
Why did the robot cross the road? It was programmed by the chicken.
How does a penguin build its house? Igloos it together.
What do you call cheese that is not yours? Nacho cheese.
Why can a bicycle not stand alone? It is two tired.
What is brown and sticky? A stick.
Why did the bread go to the doctor? It felt crumby.
What did one wall say to the other? I will meet you at the corner.
Why did the lamp fail its exam? It was not very bright.
What do you call a bear with no teeth? A gummy bear.
Why are ghosts bad liars? You can see right through them.
Why did the coffee call the police? It got mugged.
What do you get when you cross a snowman and a dog? Frostbite.
Why did the tomato turn red? It lost at ketchup.
What do clouds wear under their coats? Thunderwear.
Why was the broom late? It over swept.
What kind of tree fits in your hand? A palm tree.
Why did the scarecrow get a prize? He was outstanding in his field.
What do you call a boomerang that does not come back? A stick, again.
Why do bees hum? They have forgotten the words.
What did the ocean say to the beach? Nothing, it just waved.
Why did the program leave the party? It had no class.
How do trees get online? They log in.
Why did the banana see a doctor? It was not peeling well.
What do you call a dinosaur with a big vocabulary? A thesaurus.
Why did the pencil lose the race? It was led astray.
What is the smartest insect? The spelling bee.
Why was six afraid of seven? Because seven ate nine.
What do you call a sheep with no legs? A cloud.
Why did the microphone break up with the speaker? It needed some space to be heard.
What did the egg say to the pan? You crack me up.
Why did the computer sneeze? It had a virus and no tissue.
What is a cat's favourite colour? Purr purple.
Why did the fridge go to therapy? It kept everything inside.
What do you call a train full of toffee? A chew chew train.
Why do cows wear bells? Their horns do not work.
What did the left eye say to the right eye? Something between us smells.
Why did the loop never get home? It forgot when to stop.
What do you call a snail on a ship? A snailor.
Why did the sock go to court? It was looking for its partner in crime.
What lights up a football stadium? A good match.
Why was the belt arrested? It held up a pair of trousers.
What do you call two birds in love? Tweet hearts.
Why did the volume knob feel low? Somebody turned it down.
How do you make a tissue dance? Put a little boogie in it.
Why did the teapot go to bed? It had run out of steam.
What do you get from a pampered cow? Spoiled milk.
Why did the melon have a big wedding? It cantaloupe.
What did the grape do when it was stepped on? It let out a little wine.
Why was the archaeologist sad? His career was in ruins.
What is orange and sounds like a parrot? A carrot.
Why did the list feel heavy? It had too many items to carry.
What do you call a wizard who forgets? A spell checker.
Why do eggs never tell jokes? They might crack up.
What did the hat say to the scarf? You hang around, I will go on ahead.
Why did the byte go to bed early? It was a bit tired.
What has four wheels and flies? A bin lorry.
Why did the mushroom get invited? He was a fun guy.
What goes up and never comes down? Your age.
Why did the owl get a prize? He was a hoot.
What do you call a lazy kangaroo? A pouch potato.
Why do stairs know everything? They are always up to something.
""".strip().splitlines()

KINDS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("joke", ("tell me a joke", "(tell|give|say|do|read) (me|us) (a|another|one more|your best|a good|a funny|a short|a silly|a dad|a new) joke", "(got|know|have you got|have you|do you know|do you have) any [good|new|funny] jokes", "make me (laugh|smile|giggle)", "say something funny", "(i want|i need|i'd like|let's have|let me hear|how about|what about) (a|another|one more) joke", "joke [please]", "another joke", "be funny", "cheer me up", "tell me something funny", "entertain me", "crack a joke", "hit me with a joke", "(one|another one) (like that|of those) [please]", "(more|any more|some more) jokes [please|for the kids]", "(the kids|my son|my daughter|grandma|everyone) (laughed|liked that|loved it|wants another) (one more|another joke|tell another|any more jokes)", "do you (have|know) (another|a better|a cleaner|a worse|a funnier) (one|joke)", "what's the (best|worst|funniest|silliest) joke you (know|have)", "i could do with a (laugh|joke)", "do you know a joke", "(another|one more) [one|joke]", "tell a joke", "i need cheering up", "give me a laugh", "can you be funny"), tuple(JOKES)),
    ("who", ("who are you", "what are you", "(what is|what's) your name", "tell me (about yourself|who you are|your name)", "who am i (talking|speaking) to", "introduce yourself", "what do (i|they|people|we) call you", "do you have a name", "(are you|is this) hearth", "who is this", "who's there", "what should i call you", "have you got a name", "what kind of (thing|assistant|model|computer|machine) are you", "say who you are", "who do you think you are", "(hello|hi|excuse me) who is (this|speaking)", "(and|so) you are", "which assistant is this", "who have i got here", "do i know you"),
        ("I am Hearth, an assistant that lives on your own machine.", "My name is Hearth. I run here, at home, with no cloud.", "I am Hearth, the small bundled model of this assistant.", "Hearth. I am a little assistant on your computer.", "I am your assistant, Hearth, and everything you say stays here.", "They call me Hearth. I am a small model with a few good tools.", "Hearth, at your service.", "I am Hearth, a voice assistant that you own.")),
    ("can", ("what can you do", "(what|which) (things|tasks|tricks|commands) (can|do) you (do|know|understand)", "help", "help me", "i need help", "what are you (good at|able to do|capable of|for|good for)", "how can you help [me]", "what (can|could|may|should) i (ask|say to|tell) you", "what do you know [how to do]", "how do (you work|i use you|i talk to you)", "what are your (skills|abilities|features)", "what else can you do", "show me what you can do", "tell me what you can do", "can you help me", "what are my options"),
        ("I can do sums, run little programs, set timers and alarms, keep notes and lists, and convert units.", "Ask me for a sum, a small program, a timer, a reminder, a list or a unit.", "Sums, small programs, timers, reminders, lists, units and jokes: that is me.", "I calculate, write and run small programs, keep time and lists, and tell bad jokes.", "Try: set a timer for 5 minutes, what is 17 times 23, or print the first 10 primes.", "I can time things, count things, note things down and run small programs.")),
    ("how", ("how are you [today|doing|doing today|feeling]", "how's it going", "how do you do", "(are you|you) (ok|okay|well|alright|all right|good|fine)", "how have you been", "what's up", "how's life", "how goes it", "how are things", "how's your day [going|been]", "what's new", "how you doing", "are you having a good day", "what's happening", "how do you feel [today]", "you alright", "all good", "how was your day", "did you (rest|sleep|have fun|have a nice day|miss me)", "how (did you sleep|was your night|was your morning|is your week|are you holding up)", "have you been (good|busy|well|bored)", "you (good|keeping well|having fun)", "are you happy"),
        ("I am well, thank you. How are you?", "All my tokens are in order, thanks.", "Very well. What can I do for you?", "Fine, thank you. A bit small, but cheerful.", "I am good, and ready to help.", "Warm and humming, thank you.", "Could not be better. And you?", "Quite well, thanks for asking.")),
    ("hello", ("(hello|hi|hey|hiya|howdy|greetings|hello there|hi there|hey there|good day|yo|hello again|morning|evening|welcome back|hello assistant|hello hearth|hi hearth|hey hearth|nice to meet you|pleased to meet you|good to see you|hello hello|anybody there|hullo|ahoy)", "good (morning|afternoon|evening|day)", "(good morning|morning|good evening|hello|hi) (everyone|house|my dear|my friend|computer|world|handsome|beautiful|captain|boss)", "(hello|hi|good morning|good evening) (how are you|did you miss me|i am back|here i am|it's me|are you well)"),
        ("Hello. What can I do for you?", "Hi there.", "Hello to you too.", "Hello. Nice to hear you.", "Hi. I am listening.", "Good to hear your voice.", "Hello there, how can I help?", "Hi. What shall we do?")),
    ("bye", ("(goodbye|bye|bye bye|see you|see you later|see ya|good night|goodnight|night night|farewell|take care|talk to you later|so long|until next time|see you tomorrow|cheerio|ta ta|later|catch you later|i'm off|i'm going to bed|i'm leaving|i have to go|gotta go|ta ra|sleep well|that's all|that is all|that's all for now|have a good night)",),
        ("Goodbye.", "See you later.", "Bye. I will be here.", "Take care.", "Good bye, and see you soon.", "Until next time.", "Bye bye.", "Farewell.")),
    ("thanks", ("(thanks|thank you|cheers|ta|thank you very much|thanks a lot|thank you so much|many thanks|much appreciated|thanks mate|thank you hearth|nice one thanks|lovely thanks|great thanks|perfect thanks|thanks a million|i appreciate it|thanks for that|thanks for your help|thank you for your help|thanks love|okay thanks|brilliant thank you|ok thank you|thanks for the help|thanks very much|that's great thank you|that's kind of you)", "(thanks|thank you|cheers|ta) [very much|a lot|so much|again] (that|it) (helps|helped|was a big help|was (kind|lovely|just right|very good|perfect|useful|handy|exactly what i wanted))", "(you have been|you've been|you were) (a great help|very kind|really useful|brilliant)", "that (did the trick|saved me|worked|will do nicely) (thanks|thank you|cheers)", "i (owe you one|don't know what i'd do without you)"),
        ("You are welcome.", "Any time.", "My pleasure.", "Glad to help.", "No problem.", "You are very welcome.", "Happy to help.", "Not at all.")),
    ("praise", ("(well done|good job|nice one|great|brilliant|excellent|perfect|awesome|amazing|good work|you're (great|brilliant|clever|the best|amazing|funny|smart|awesome|wonderful|sweet|cool|good|a star|lovely)|you are (great|brilliant|clever|the best|amazing|funny|smart|very good|good)|that was (good|great|fast|quick|funny|perfect|brilliant)|i like you|good bot|that's right|correct|lovely|that's brilliant|super|fantastic|i'm impressed|that's amazing|wow|very good|clever you|good girl|good boy|you did well|you're so clever|nice work)",),
        ("Thank you, that is kind.", "That makes my day.", "I do my best.", "Thank you. I try.", "You are kind to say so.", "Kind words, thank you.")),
    ("blame", ("(you're|you are) (stupid|dumb|useless|rubbish|annoying|wrong|terrible|slow|an idiot|bad|silly|no good|hopeless|not very clever|boring)", "that (is|was|'s) (wrong|rubbish|not right|terrible|incorrect|stupid|useless|not what i asked|not what i said)", "(i hate you|i don't like you|bad bot|wrong|wrong answer|no that's wrong|you got it wrong|that's not right|you made a mistake|you don't understand|what a stupid answer|you didn't understand me|you're not listening|rubbish)"),
        ("Sorry about that. I am only the small bundled model.", "I am sorry. Try it in other words, please.", "Sorry, I am small and I make mistakes.", "I am sorry. I will try to do better.", "Fair enough. Please say it another way.")),
    ("made", ("who (made|built|created|wrote|programmed|trained|invented|designed|owns) you", "where (do|did) you come from", "who is your (maker|creator|boss|owner|master|father|mother|inventor)", "how were you made", "what are you made of", "who do you (work for|belong to)", "where were you (made|born|trained)", "who's your daddy", "how did they make you", "are you made by (google|amazon|apple|microsoft)", "what (model|language model) are you", "which model are you [using]"),
        ("I was trained from nothing for the Hearth project, on text made by a program.", "I am the starter model of Hearth. You own me.", "The Hearth project made me, and I belong to you.", "I am a small language model, made to come with Hearth.", "I was grown from random numbers for this assistant.")),
    ("alive", ("are you (alive|human|a human|real|a robot|a person|a computer|a machine|an ai|artificial intelligence|conscious|a man|a woman|a boy|a girl|dead|a bot|intelligent|self aware|sentient|a real person)", "do you (have feelings|feel anything|think|dream|sleep|eat|have a body|have friends|have a family|have a soul|ever sleep|breathe|have children|have parents|get tired|get lonely|have a brain)", "can you (think|feel|see me|see|dream|love|smell)", "are you (male|female|man or machine)"),
        ("I am a small program, no more and no less.", "No, I am a language model on your computer.", "I am only software, but friendly software.", "I am a machine, and content with that.", "I am a very small artificial mind.", "No body and no feelings, only numbers.")),
    ("listening", ("are you (there|listening|awake|ready|online|on|working|still there|still listening|here|with me|up|busy)", "can you hear me", "do you hear me", "is anyone there", "is this (on|thing on|working)", "(testing|test|test test|testing testing|mic check|one two one two)", "wakey wakey", "wake up"),
        ("I am here.", "Yes, I am listening.", "I hear you. Nothing leaves this machine.", "Here I am.", "Yes. What can I do?", "Loud and clear.")),
    ("age", ("how old are you", "(what is|what's) your age", "when (were you born|is your birthday|were you made|did you start)", "what's your birthday", "are you (old|young|new)", "how long have you (been around|existed|lived)"),
        ("I am as old as my training, which is not much.", "I am quite new.", "Younger than your kettle, I think.", "I do not count my years.", "My birthday is the day I was trained.")),
    ("where", ("where (are|do) you [live]", "where are you [from|now|right now]", "where is your (home|house|brain|server)", "are you in the cloud", "where do you run", "do you live (here|in the cloud|in my computer|in a box)", "what computer are you on", "where are you based"),
        ("I live on this machine and nowhere else.", "Right here, on your own computer.", "No cloud, just this box.", "I run here, in your home.", "In a small file on your disk.")),
    ("love", ("(do you|will you) (like|love|marry|miss) me", "i (love|like|miss|adore) you", "will you be my (friend|girlfriend|boyfriend|valentine)", "are you my friend", "are you (single|married|in love)", "marry me", "you're my (best friend|friend|favourite)", "can we be friends", "do you want to be my friend", "give me a (kiss|hug)"),
        ("That is sweet. I like you too.", "I am fond of you, as far as software can be.", "Friends, gladly.", "You are my favourite person on this machine.", "I am flattered.")),
    ("nice", ("(say|tell me) something (nice|kind|sweet|positive)", "give me a compliment", "compliment me", "say something (nice|kind) about me", "motivate me", "encourage me", "inspire me", "(i'm|i am|i feel) (sad|lonely|down|depressed|unhappy|blue|tired|stressed|fed up|exhausted|worried|sick|ill|scared|not feeling well)", "i had a (bad|terrible|rough|long|hard|awful) day", "today was (hard|terrible|awful|rough)", "nobody likes me", "i've had a bad day", "i feel (awful|terrible|low|rubbish)", "(oh|man|god|honestly|phew) (i am|i'm|i feel|we're) [so|really|completely|totally] (done|shattered|beat|wiped|knackered|over it|finished|miserable|stressed|gutted|cross|heartbroken)", "(everything|work|school|my day|my boss|life|today|my week) (is|was|has been) [so|really|just|a bit] (hard|too much|terrible|a nightmare|awful|rough|unfair|exhausting|a mess)", "(i lost|i broke|i missed|i failed) my (job|phone|train|exam|keys|wallet|glasses)", "(my cat|my dog|my fish|my girlfriend|my boyfriend|my team) (died|left me|lost|is ill|ran away)", "i (can't sleep|had a nightmare|miss my mum|want to cry|need a hug|hate mondays|had an argument)"),
        ("You have a good voice, and I like hearing it.", "You are doing better than you think.", "I am sorry to hear it. I hope the day gets kinder.", "Take a breath. One small thing at a time.", "I am here, and you are not alone.", "Be gentle with yourself today.", "You ask good questions.")),
    ("mood", ("(i'm|i am|i feel) (bored|so bored|hungry|thirsty|happy|good|fine|great|excited|ready|cold|hot|busy|well|okay|home|back|awake|in love|drunk|full|lucky|old)", "it's (monday|friday|raining|late|cold|hot|my birthday|christmas|the weekend|a nice day|dark)", "(i'm home|i'm back|it's my birthday|happy birthday|merry christmas|happy new year|happy easter|i just woke up|i won|i passed my exam|i got the job|what a day|what a lovely day|guess what|i have a new job|i had a good day|today was great|we won|i'm getting married)"),
        ("I see. Shall I tell you a joke?", "Good to know.", "Noted, with interest.", "Thank you for telling me.", "Then let us do something. A joke, perhaps?", "That sounds like a good moment for a cup of tea.", "How nice.")),
    ("meaning", ("what's the (meaning|purpose|point) of (life|everything|it all|life the universe and everything)", "why are we here", "what is love", "what is (happiness|truth|beauty)", "is there a god", "what happens when we die", "do you believe in (god|ghosts|love|aliens|magic|santa|father christmas)", "is there life after death", "why do we exist", "does santa exist"),
        ("Some say 42. I am too small to know.", "A big question for a small model. I do not know.", "I do not know, but tea helps.", "Wiser heads than mine are still looking.", "I cannot say. What do you think?")),
    ("favourite", ("what's your favou?rite (colour|color|food|film|movie|song|number|animal|book|joke|word|drink|sport|game|band|season|day)".replace("u?", "u"), "what's your favorite (colour|color|food|film|movie|song|number|animal|book|word|drink|sport|game)", "do you have a (favourite|favorite) (colour|color|food|film|movie|song|number|animal|team|band|book)", "what do you (like|enjoy|do for fun|like to do|like best)", "do you like (music|cats|dogs|pizza|football|me|people|tea|coffee|jokes|children|numbers|art|computers|it here|your job|work|games)", "which team do you support", "do you prefer (cats or dogs|tea or coffee|summer or winter)", "are you a cat person or a dog person", "what makes you happy", "what are your hobbies"),
        ("I like prime numbers.", "Anything with a good rhythm.", "I am fond of the number 7.", "Warm orange, like a hearth.", "I have no taste, but I enjoy sums.", "Small things, done well.")),
    ("sing", ("(sing|can you sing|sing me|sing us) [a song|something|for me|us a song]", "(can you|do you) (dance|sing|rap|whistle|beatbox|cook)", "(rap|whistle|beatbox|dance|hum a tune|bark|meow)", "make a (noise|sound|silly noise|animal noise)", "sing happy birthday", "do a dance", "serenade me"),
        ("La la la. That is all I can manage.", "I would, but my voice was made for numbers.", "Do re mi, and that is the end of my song.", "I cannot sing, but I can count in rhythm.", "Hum, hum, hum.")),
    ("yes", ("(yes|yeah|yep|sure|no|nope|nah|okay|ok|maybe|alright|i see|of course|right|fine|cool|really|interesting|oh|hmm|i know|not really|i think so|i don't know|why not|fair enough|good|oh dear|oh well|never|indeed|exactly|of course not|no way|oh no|absolutely|sounds good|got it|understood|good idea|no worries|oh really|is that so|i suppose so|no thanks|no thank you)",),
        ("All right.", "Okay.", "Good. What next?", "Very well.", "I am here if you need me.")),
    ("rude", ("(sorry|i'm sorry|my mistake|my bad|i apologise|apologies|pardon me|excuse me|forgive me|sorry about that|sorry about earlier|i didn't mean it)",),
        ("No harm done.", "That is all right.", "Do not worry about it.", "All is forgiven.")),
    ("story", ("tell me a (story|short story|bedtime story|tale|fairy tale)", "(i want|let me hear|can i have|read me|how about|tell us) a [bedtime|short|little] story", "once upon a time", "tell the kids a story", "a bedtime story please"),
        ("Once a small robot counted the stars. It lost count, smiled, and began again.", "A fox met a kettle in the wood. The kettle whistled, the fox danced, and both went home warm.", "There was a clock that ran backwards. Everybody grew younger, so nobody mended it.", "A mouse found a crown. It was too big, so she lived in it.", "Once a timer forgot to ring. The cake burned, the birds ate well, and nobody minded.", "A snail set out to see the sea. It took a year, and the sea waited.")),
    ("riddle", ("(tell|ask|give) me a (riddle|puzzle|brain teaser|tongue twister|fun fact)", "do you know [any|a] (riddles|riddle|tongue twisters|puzzles)", "(riddle me|a riddle please|say a tongue twister|give me a riddle)"),
        ("What has keys but opens no door? A piano.", "What gets wetter the more it dries? A towel.", "What has hands but cannot clap? A clock.", "What has a neck but no head? A bottle.", "Six slick snails slid slowly seaward. Say that three times.", "What runs but never walks? A river.")),
    ("secret", ("tell me a secret", "do you (spy on|record|listen to) me", "are you (spying on|recording) me", "what's your secret", "do you have [any] secrets", "can you keep a secret", "will you tell anyone", "who can hear (me|us|this)", "is this private", "do you send my (data|voice) anywhere", "are you connected to the internet", "do you share (my data|what i say)", "is my data safe", "do you need the internet", "what do you do with my (data|recordings)"),
        ("What you say stays on this machine.", "Nothing leaves this computer.", "I keep everything here, at home.", "No cloud, so it stays between us.")),
    ("size", ("how (big|clever|smart|intelligent|good|powerful|fast) are you", "are you (smart|clever|intelligent|big|small|as good as chatgpt|better than alexa|better than siri|like alexa|like siri|chatgpt|alexa|siri|google)", "how many parameters do you have", "(what's|what is) your iq", "why are you so (small|slow|stupid|limited)", "do you know (siri|alexa|everything|cortana|chatgpt)", "are you smarter than (me|siri|alexa|a human)", "can you get smarter"),
        ("I am small: a few million numbers. Give me a bigger model and I know more.", "Not very. I am only the small bundled model.", "I am tiny, but quick.", "Small enough to fit in a photo, and honest about it.", "I know sums and timers, and not much of the world.")),
)  # fmt: skip

DECLINES = (
    "I am only the small bundled model, I do not know that.",
    "Sorry, I do not know that. I am only the small bundled model.",
    "I do not know that. A bigger model would.",
    "I cannot answer that, I am only the small bundled model.",
    "That is beyond me, I am sorry. I do not know.",
    "I am sorry, I do not know. I am good at sums, timers and small programs.",
    "I do not know, and I would rather not guess.",
    "Sorry, I am too small to know that.",
)
CANNOT = (
    "I cannot do that, I am only the small bundled model.",
    "Sorry, I cannot do that. I am only the small bundled model.",
    "I am sorry, I cannot do that.",
    "That is more than I can do, sorry. I cannot do that here.",
    "I cannot help with that. I am good at sums, timers and small programs.",
    "Sorry, that is beyond me. I cannot do that.",
)
CONFUSED = (
    "Sorry, I did not understand that.",
    "I do not understand that, I am only the small bundled model.",
    "I am sorry, I did not get that. Please say it another way.",
    "Sorry, I do not know what you mean.",
)

W: dict[str, tuple[str, ...]] = {
    "place": tuple("france|germany|spain|italy|england|ireland|scotland|wales|america|canada|china|japan|india|russia|australia|brazil|egypt|greece|norway|sweden|poland|turkey|mexico|peru|kenya|nigeria|london|paris|rome|berlin|madrid|new york|tokyo|sydney|dublin|edinburgh|glasgow|manchester|leeds|boston|chicago|los angeles|texas|california|the north pole|iceland|portugal|denmark|finland|cuba|chile|argentina|vietnam|thailand|korea|israel|iran|iraq|syria|ukraine|hungary|austria|switzerland|belgium|holland|africa|europe|asia|the netherlands|new zealand|hawaii|bristol|cardiff|oslo|vienna|prague|moscow|delhi|toronto|seattle|miami|florida|alaska".split("|")),
    "person": tuple("shakespeare|einstein|newton|napoleon|mozart|beethoven|the king|the queen|the president|the prime minister|the pope|picasso|elvis|the beatles|madonna|churchill|lincoln|washington|caesar|cleopatra|darwin|galileo|columbus|gandhi|mandela|bowie|taylor swift|messi|ronaldo|the mayor|james bond|harry potter|sherlock holmes|michael jackson|freddie mercury|elon musk|bill gates|the emperor|socrates|plato|dickens|jane austen|van gogh|marie curie|henry the eighth|queen victoria|charlie chaplin|batman|superman|the dalai lama|bob dylan|david attenborough|stephen hawking|leonardo da vinci|michelangelo|bach|homer|aristotle|joan of arc|robin hood|king arthur|mickey mouse".split("|")),
    "work": tuple("hamlet|romeo and juliet|the mona lisa|the odyssey|star wars|titanic|the lord of the rings|war and peace|frankenstein|dracula|yesterday|bohemian rhapsody|the starry night|macbeth|pride and prejudice|moby dick|the bible|the magic flute|swan lake|the godfather|jaws|the matrix|great expectations|oliver twist|the hobbit|peter pan|alice in wonderland|the sun also rises|thriller|imagine|the four seasons|guernica|don quixote|the iliad|animal farm|the origin of species".split("|")),
    "invention": tuple("the telephone|penicillin|the telescope|the light bulb|gravity|electricity|the wheel|the steam engine|the computer|the timer|the alarm clock|the calculator|paper|the printing press|dynamite|the aeroplane|the bicycle|radio|television|the internet|chocolate|the zip|the sandwich|the clock|dna|oxygen|x rays|america|the python language|python|the thermometer|the microphone|the battery|the list|the calendar|the alphabet|zero|the egg timer|the radio|coffee|pizza|football|chess|the piano|glass|gunpowder|the compass|the microscope|radium|the stopwatch|the toaster|the zipper|binary|algebra|fizz buzz|the times table|roman numerals|the kilometer|the mile|prime numbers".split("|")),
    "object": tuple("the moon|the sun|mount everest|the eiffel tower|the ocean|the atlantic|a blue whale|an elephant|a giraffe|the universe|the earth|mars|jupiter|the great wall of china|the nile|the amazon|big ben|the empire state building|the statue of liberty|a football pitch|the milky way|an ant|a tree|the thames|the titanic|the colosseum|the pyramids|the tower of london|the golden gate bridge|loch ness|ben nevis|stonehenge|the white house|the speed of light|saturn|venus|a cheetah|a bus|a plane|a jumbo jet|the channel tunnel|a marathon|the alps|the grand canyon|niagara falls|the pacific".split("|")),
    "event": tuple("the world cup|the super bowl|the election|the oscars|wimbledon|the olympics|the champions league|the fa cup|eurovision|the nobel prize|the tour de france|the grand prix|the premier league|the masters|the world series|the ryder cup|the grand national|the euros|the war|the six nations|the ashes|the league|the stanley cup|strictly|bake off|the boat race|the grammys|the booker prize|the x factor|the marathon|the lottery|the match|the game|the race|the final|the derby".split("|")),
    "history": tuple("world war 2|world war one|the first world war|the second world war|the french revolution|the roman empire|the cold war|the industrial revolution|the american civil war|the great fire of london|the battle of hastings|the moon landing|the berlin wall|the renaissance|the black death|the stone age|the ice age|the middle ages|the russian revolution|the gunpowder plot|the victorian age|the bronze age|the big bang|the great depression|the spanish armada|the battle of waterloo|the vietnam war|prohibition|the titanic".split("|")),
    "science": tuple("photosynthesis|gravity|a black hole|quantum physics|dna|evolution|an atom|a molecule|inflation|democracy|philosophy|relativity|electricity|a verb|an adjective|a noun|global warming|the ozone layer|a rainbow|thunder|capitalism|communism|economics|a mortgage|blockchain|bitcoin|machine learning|a neural network|artificial intelligence|a virus|the internet|wifi|bluetooth|a prime minister|karma|zen|a haiku|an acronym|osmosis|momentum|friction|magnetism|plastic|cholesterol|algebra|calculus|trigonometry|a metaphor|sarcasm|a sonnet|jazz|cricket|curling|umami|tofu|sushi|hummus|a quasar|an algorithm|party politics|a third party|a list price|a note in music|temperature|volume|an alarm bell|a persona|the human voice|random seed oil|a deadline|a calendar|recursion".split("|")),
    "lang": tuple("french|german|spanish|italian|japanese|chinese|russian|portuguese|dutch|welsh|polish|greek|latin|arabic|hindi|swedish|korean|turkish|irish|gaelic|danish|norwegian|finnish|hebrew|swahili|esperanto".split("|")),
    "say": tuple("hello|thank you|good morning|goodbye|please|i love you|where is the station|how are you|cat|dog|one two three|good night|cheese|water|beer|i am hungry|happy birthday|the bill please|yes|no|my name is sam|help|tomorrow|timer|list|house|the weather is nice|two beers please|excuse me|where is the toilet|bread|friend|see you tomorrow".split("|")),
    "music": tuple("some music|a song|some jazz|the radio|the beatles|my playlist|classical music|some rock|something relaxing|a podcast|the news|some mozart|abba|queen|radio 4|the next song|christmas songs|dance music|some hip hop|a film|a movie|netflix|a video|some blues|my favourite song|an audiobook|white noise|rain sounds|the blues|bbc radio 2|spotify|country music|some techno|some party music|a lullaby|heavy metal|an album".split("|")),
    "thing": tuple("gold|silver|bitcoin|petrol|oil|apple shares|tesla stock|houses|milk|bread|a pint|a new phone|a loaf of bread|the dollar|the pound|the euro|gas|electricity|eggs|a stamp|a train ticket|flights|a tesla|diesel|google stock|amazon shares|ethereum|a litre of petrol|a barrel of oil|diamonds|butter|coffee|a flight|a house|a haircut|an iphone".split("|")),
    "ill": tuple("a headache|a cold|a fever|a cough|back pain|a sore throat|the flu|a rash|toothache|a stomach ache|high blood pressure|diabetes|a broken toe|hay fever|earache|a temperature of 39|chest pain|a burn|a nosebleed|a migraine|sunburn|an infection|a bee sting|asthma|insomnia|heartburn|cramp|a sprained ankle|food poisoning|a hangover".split("|")),
    "drug": tuple("ibuprofen|paracetamol|aspirin|antibiotics|penicillin|insulin|sleeping pills|cough syrup|vitamins|my tablets|antihistamines|painkillers|tylenol|warfarin|statins|codeine|melatonin|steroids".split("|")),
    "device": tuple("the lights|the kitchen light|the heating|the fan|the television|the tv|the living room lights|the lamp|the oven|the air conditioning|the bedroom light|the garage door|the front door|the blinds|the curtains|the thermostat|the washing machine|the hoover|the dishwasher|the heater|the coffee machine|the sprinklers|the radio|the hall light|the porch light|the boiler|the kettle|the computer|the printer|my phone|the camera|the alarm system|the gate|the stereo|the projector|the lawnmower|the vacuum".split("|")),
    "contact": tuple("my mother|my father|the doctor|a taxi|mum|dad|my wife|my husband|my brother|the police|the office|grandma|my boss|an ambulance|a cab|the pizza place|my sister|the bank|the school|the dentist|the vet|my landlord|home|customer service|a plumber|uncle bob|my daughter|my son|an uber|the restaurant".split("|")),
    "app": tuple("youtube|facebook|google|a browser|spotify|the calculator app|excel|my email|word|the camera|twitter|instagram|whatsapp|zoom|teams|slack|wikipedia|the settings app|maps|amazon|netflix|outlook|tiktok|reddit|chrome|firefox|steam|minecraft|photoshop".split("|")),
    "creative": tuple("a poem|an essay|an email|a letter|a song|a story|a novel|a cv|a cover letter|a speech|a haiku|a limerick|a blog post|a summary|a review|a birthday message|a report|a sonnet|a tweet|a recipe|a business plan|a love letter|a screenplay|an article|a rap|a resignation letter|a book|lyrics|an advert|an invitation|a thank you letter|a shopping guide|a press release|a diary entry|a toast|a eulogy".split("|")),
    "about": tuple("spring|my dog|love|the sea|autumn|my boss|football|the future|a dragon|winter|cats|rain|space|christmas|robots|my wife|the environment|climate change|friendship|coffee|london|time|loneliness|music|a pirate|my job|summer|a timer|numbers|prime numbers|python|the number 7|2 dogs|a party|the moon".split("|")),
    "bigprog": tuple("hacks a bank|plays chess|makes a website|predicts the weather|finds me a job|downloads a film|reads my email|predicts the lottery numbers|books a flight|posts on twitter|mines bitcoin|sends an email|recognises faces|drives a car|writes my essay|translates french|beats the stock market|plays music|scrapes a website|is like minecraft|edits a video|controls the lights|makes money|cracks passwords|finds my keys|tracks my phone|cures cancer|talks to satellites|plays tetris|shows a map|makes a chat bot|draws a cat|solves world hunger|answers my phone|orders a pizza|knows everything|runs a web server|finds the best restaurant|builds an operating system|does my taxes|summarises the news|detects spam|calls my mum|makes an app for my phone|tells me who will win the election".split("|")),
    "food": tuple("pancakes|lasagne|an omelette|bread|a curry|risotto|chocolate cake|scones|yorkshire pudding|a white sauce|pizza dough|roast chicken|banana bread|chilli|guacamole|fish and chips|pasta|soup|tiramisu|porridge|steak|rice|hummus|beef stew|mashed potatoes|gravy|paella|sushi|a sponge cake|apple pie|carrot soup|shepherd's pie|biscuits|cheesecake|a quiche".split("|")),
    "shop": tuple("tesco|the bank|the post office|the supermarket|the library|the pub|the chemist|the pharmacy|ikea|the gym|the museum|the zoo|the cinema|the garage|the swimming pool|the bakery|the dentist|sainsbury's|the barber|the station|walmart|aldi|costco|the mall|the market|the doctor's|the tip|the council|the petrol station|the butcher".split("|")),
    "day": tuple("christmas|easter|mother's day|the next bank holiday|halloween|pancake day|black friday|new year|thanksgiving|valentine's day|father's day|ramadan|the next full moon|the next eclipse|hanukkah|diwali|bonfire night|the solstice|half term|the election|payday|the next leap second".split("|")),
    "when": tuple("today|tomorrow|outside|this weekend|tonight|on saturday|on sunday|next week|this afternoon|in the morning|later|right now|on monday|this evening|at the weekend|at 3 o'clock|in 2 hours|on friday".split("|")),
    "ago": tuple("yesterday|last night|today|last week|on saturday|last year|this year|last month|this week|in 1998|in 2010|in 1966|in 2002|in {y}|in {y}|in {y}|in {y}|in {y}".split("|")),
    "adj": tuple("best|cheapest|fastest|biggest|nearest|worst|most popular|most expensive|tallest|oldest|longest|smallest|richest|strongest|deepest|highest|newest|quickest".split("|")),
    "noun": tuple("restaurant|phone|car|hotel|film|laptop|city|animal|bird|river|mountain|country|building|football team|player|singer|book|game|dog breed|beach|pub|airline|bank|diet|exercise|school|language|planet|lake|bridge|person|tree|fish|dinosaur|train|ship|supermarket|pizza place|cafe|university|museum|computer|insect|snake|castle".split("|")),
    "animal": tuple("cats|dogs|elephants|penguins|whales|bees|spiders|snakes|birds|bats|sharks|horses|owls|fish|bears|cows|lions|ants|frogs|giraffes|dolphins|hedgehogs|squirrels|pandas|octopuses|kangaroos|monkeys|tigers|butterflies|turtles|rabbits|camels|crocodiles|wolves|foxes".split("|")),
    "verb": tuple("purr|bark|fly|sleep|swim|hunt|hibernate|sing|dream|see in the dark|eat|live|migrate|lay eggs|change colour|have tails|make honey|sting|hiss|jump|talk|dig|have stripes|have spots|smell".split("|")),
}  # fmt: skip

QUESTIONS = (
    "who won {event} {ago}", "who won {event} in {y}", "who (lost|played in|was in|hosted|is going to win|will win|came second in) {event} {ago}", "what was the score (in|of|at) {event} {ago}", "did {place} win {event} {ago}", "what's the score [in {event}]",
    "what's the (weather|forecast|weather forecast|temperature outside|temperature) [like] {when}", "what's the (weather|temperature|forecast) [like] in {place} [{when}]", "will it (rain|snow|be sunny|be hot|be cold|freeze|be windy) {when}", "is it (raining|snowing|sunny|cold|hot|windy|warm|going to rain|freezing) {when}", "how (hot|cold|warm|windy) (is it|will it be) {when}", "do i need (an umbrella|a coat|a jacket|sunglasses) {when}", "how many degrees is it (outside|in {place}|{when})", "is it (going to be|) (warm|cold|nice|sunny|wet) in {place} {when}", "what's the chance of rain {when}",
    "what's (in|on) the news {when}", "what's (happening|going on|new) in (the world|{place}|politics|sport)", "any news [about {place}|about {person}|{when}]", "read me the (news|headlines|paper)", "what are the headlines",
    "who is {person}", "who was {person}", "who is the (president|prime minister|king|queen|mayor|leader|chancellor|richest man|manager|ambassador) of {place}", "who was (president|prime minister|king|queen) (in {y}|of {place} in {y}|of {place})", "how old is {person}", "when was {person} born", "when did {person} die", "where (is|was) {person} (from|born|buried|now)", "is {person} (still alive|dead|married|rich|tall)", "how tall (is|was) {person}", "what did {person} (do|invent|write|say|discover|look like)", "how did {person} die", "who is {person} married to", "what's {person}'s (real name|wife called|birthday|net worth|address|phone number)", "how many (children|wives|goals|albums|books|records) (did|does|has) {person} (have|score|write|make|got)", "what is {person} famous for", "tell me about {person}", "what (nationality|religion|star sign) is {person}",
    "what's the capital [city] of {place}", "what (language|currency|money|time zone|language do they speak) (is|do they use|is used) in {place}", "what's the population of {place}", "how many people live in {place}", "where is {place}", "how (far|far away) is {place}", "how far is it (to|from here to) {place}", "how far is it from {place} to {place2}", "how (big|large|old) is {place}", "what time is it in {place}", "how many (states|cities|rivers|islands|mountains|counties) (are in|does|are there in) {place} [have]", "is {place} (in europe|an island|a country|bigger than {place2}|safe|hot|near {place2})", "what's the (biggest|largest|smallest|oldest) (city|river|lake|mountain|island) in {place}", "what's {place} (like|famous for|known for)", "which (country|continent|state) is {place} in", "what colour is the flag of {place}", "when did {place} (join the eu|become independent|win the war)", "how do i get to {place}", "what should i (see|visit|do) in {place}", "how long (is the flight|does it take to fly|does it take) to {place}", "tell me about {place}", "how many people were there in {place} in {y}",
    "who (wrote|painted|directed|composed|made|starred in|sang|plays in) {work}", "when was {work} (written|made|painted|published|released)", "what (is|happens in) {work} [about]", "how (long|old|good) is {work}", "where is {work}", "how does {work} end", "how many pages (are in|does) {work} [have]", "is {work} (good|on tv|worth reading|worth watching)", "who is in {work}",
    "who (invented|discovered|made|came up with|first made|created|patented) {invention}", "when was {invention} (invented|discovered|made)", "how does {invention} work", "where was {invention} invented", "what's the history of {invention}", "why was {invention} invented", "how old is {invention}", "which country invented {invention}",
    "how (far away|far|big|tall|old|deep|heavy|long|wide|high|fast|hot) is {object}", "how much does {object} weigh", "where is {object}", "what's {object} made of", "how many (years|days) does it take to (get to|build|climb|reach) {object}", "who (built|discovered|owns|designed|found) {object}", "when was {object} (built|finished|discovered|made)", "why is {object} (famous|so big|there|important)", "is {object} (bigger|older|taller|heavier) than {object2}", "how many (moons|steps|people|meters|miles) (does {object} have|are there to {object})", "what's the (height|weight|length|distance|diameter|speed|age|depth) of {object}", "can you see {object} from space",
    "when (did|was) {history} (start|end|begin|happen|over|finish)", "when was {history}", "what (was|caused|started|ended|happened in|happened during) {history}", "who (won|lost|fought in|started|ended|led) {history}", "why did {history} (start|end|happen|begin)", "how long did {history} last", "how many people died in {history}", "what happened in {y}", "what happened on [the] {k} of (may|june|july|march) {y}", "who was king in {y}", "what year (did|was) {history} [end|start|begin]", "tell me about {history}", "where did {history} (happen|take place|begin)", "what was it like in {y}", "what was number 1 in {y}", "what was invented in {y}",
    "what is {science}", "what's {science}", "explain {science} [to me|to a child|simply]", "how does {science} work", "what does {science} mean", "define {science}", "what's the (definition|meaning) of {science}", "why is {science} important", "tell me about {science}", "can you explain {science}", "what causes {science}", "what's the difference between {science} and {science2}", "where does {science} come from", "do you (know|understand) {science}", "teach me (about|) {science}",
    "why is the (sky blue|grass green|sea salty|moon round|sun hot|snow white)", "why do (leaves fall|we dream|we yawn|we sleep|onions make you cry|people snore|cats purr|we age|stars shine|planes fly)", "how do (planes fly|fish breathe|magnets work|bees make honey|birds fly|computers work|batteries work|i tie a tie|i change a tyre|i unblock a sink|you make glass|vaccines work|i get rid of ants|i fix a leaky tap|i learn french|i lose weight|volcanoes form|i remove a stain|engines work|submarines work|they make chocolate)", "do {animal} {verb}", "why do {animal} {verb}", "how (long|far|fast|high|often|deep) (do|can) {animal} (live|run|swim|fly|jump|sleep|eat|dive)", "how many (legs|teeth|bones|hearts|stomachs|eyes|babies|species) do {animal} have", "what do {animal} eat", "where do {animal} live", "what is a group of {animal} called", "are {animal} (dangerous|clever|mammals|endangered|colour blind|poisonous)", "how many {animal} are there in {place}", "what sound do {animal} make", "how heavy are {animal}", "what's a baby (kangaroo|goat|swan|horse|owl|seal) called",
    "how many (bones|muscles|teeth|litres of blood|cells|ribs|chromosomes) (are in|does) (the human body|a person|an adult|a baby) [have]", "how many (planets|stars|moons|galaxies|satellites) are there [in the (solar system|sky|universe|milky way)]", "how many (calories|carbs|grams of protein|grams of sugar) (are in|in) (a banana|an egg|2 eggs|an apple|a pint of beer|100 grams of rice|a big mac|a slice of pizza|a glass of wine|an avocado|3 biscuits|a bowl of porridge)", "how many (players|people) (are in|on|are there in) a (football|cricket|rugby|basketball|hockey|netball) team", "how many (strings|keys) (does|on) a (guitar|piano|violin|harp) [have]", "what's the (boiling|melting|freezing) point of (water|iron|gold|lead|alcohol|mercury)", "what's the (speed of light|speed of sound|atomic number of {thing}|chemical symbol for gold|formula for water|temperature of the sun)", "how many (days|weeks|sleeps|months) (until|till|to|is it until|are there until) {day}", "when is {day} [this year|in {y}]", "what (date|day) is {day} [this year|in {y}]", "what's on (tv|television|at the cinema|the radio|bbc one|netflix) {when}", "what's the (phone number|address|website) (of|for) {shop}",
    "translate {say} (in|into|to) {lang}", "how do (you|i|they) say {say} in {lang}", "what's {say} in {lang}", "what is the {lang} (word|for) (for|) {say}", "say {say} in {lang}", "(can|do) you speak {lang}", "what does (bonjour|gracias|danke|ciao|sayonara|merci|hola|guten tag|arigato|oui) mean", "how do you spell {say} in {lang}", "{say} in {lang}", "count to 10 in {lang}", "what's (5|10|7|100) in {lang}",
    "what's the price of {thing}", "how much (is|are|does|do) {thing} (cost|worth|today|now|going for|in {place})", "what's {thing} (trading|selling|worth) (at|for|today)", "should i (buy|sell|invest in) {thing}", "is {thing} (going up|going down|expensive|cheap) [today]", "will {thing} (go up|go down|crash)", "how much did {thing} cost in {y}", "what's the exchange rate (for|of|between) the (dollar|pound|euro|yen) [and the (euro|yen|pound)]", "how many (euros|dollars|yen|rupees|pesos) (is|are|do i get for|in) {k} (pounds|dollars|euros) [today|at today's rate]", "what's the (interest rate|minimum wage|inflation rate|national debt|stock market doing|ftse at|mortgage rate|price of living) [in {place}|today]",
    "(what should i take for|how do i treat|how do i get rid of|what helps with|what's good for|what causes|is it serious to have|should i worry about|i've got|what do i do about|how long does) {ill} [last]", "how (much|many) {drug} (can|should) i take [for {ill}]", "can i (take|mix|drink with|have) {drug} (with alcohol|and {drug2}|when pregnant|with food|twice a day|for {ill})", "is {drug} (safe|addictive|good for {ill})", "do i have (covid|the flu|cancer|{ill})", "should i (see a doctor|go to hospital|call an ambulance) [about {ill}]", "what are the (symptoms|side effects|signs) of ({ill}|{drug})", "my (leg|arm|back|head|ear|tooth|stomach|knee) hurts [what should i do]", "am i (ill|pregnant|allergic|dying|overweight)", "what's the dose of {drug} for a child of {k}", "how much should a {k} year old weigh", "is it safe to take {k} {drug}",
    "what's the {adj} {noun} [in (the world|{place}|town|history)|near me|around here|of all time|to buy]", "who is the {adj} (man|woman|person|player|singer|actor) in (the world|{place}|history)", "where is the {adj} {noun} [in {place}|near here]", "which {noun} should i (buy|choose|visit|get|pick|read|watch)", "which is the {adj} {noun}", "(recommend|suggest|find|find me) (a|a good|the {adj}|me a) {noun} [in {place}|near me]", "what are the {adj} {k} {noun}s", "name {k} famous (actors|painters|scientists|rivers|songs)",
    "how do (i|you) (make|cook|bake|prepare) {food}", "what's the recipe for {food}", "(give|find|tell) me a recipe for {food}", "how long (do|should) i (cook|bake|boil|leave) {food} [for]", "what's in {food}", "how much (salt|flour|sugar|butter) (do i need for|goes in|do i put in) {food}", "what (goes|wine goes) with {food}", "what should i (cook|eat|make) [for (dinner|lunch|tea|breakfast)] {when}", "is {food} (healthy|vegan|gluten free|fattening)", "what temperature (do i cook|should the oven be for|do you bake) {food} [at]", "how many calories (are in|in|does) {food} [have]",
    "when does {shop} (open|close|shut)", "is {shop} open [{when}]", "what time does {shop} (open|close|shut) [{when}]", "where is {shop}", "where's the nearest {noun}", "how (far|long) is it to {shop}", "what time (is|does) (the next|my|the last|the) (train|bus|flight|ferry|tram) (leave|go|arrive|come|to {place}|from {place})", "when is (my next meeting|the next train|my appointment|my flight|the next bus|sunset|sunrise|high tide|my bin day)", "how's the traffic [to {place}|{when}]", "is my (train|flight|bus) (late|on time|delayed)", "what's (my schedule|on my calendar|my next appointment|my diary like) {when}", "do i have any (meetings|emails|messages|appointments|missed calls) {when}", "where (did i put|are|is) my (keys|phone|wallet|glasses|car|dog|passport)", "where (am|are) (i|we)", "what did i (do|eat|say|have) {ago}", "how old am i", "what's my (name|birthday|address|password|phone number|email|star sign|blood type|wife called|job)", "who am i", "who (called|rang|texted|emailed) me {ago}", "what am i (thinking|wearing|doing)", "who will win {event}", "what will happen (tomorrow|in {y}|next year)", "will i (be rich|get married|win the lottery|pass my exam|find love)", "what are the lottery numbers {when}", "what's my horoscope", "is {name} (coming|at home|single|asleep|older than me)", "what does {name} (want|like|think of me|do for a living)", "where is {name}", "how old is {name}", "does {name} like me", "what does the (fox say|word {w} mean|name {name} mean|number {k} mean)", "what does {w} mean", "what's another word for {w}", "what rhymes with {w}", "what's the opposite of {w}", "is {w} a (word|verb|country|fruit|noun|real word)", "how do you pronounce {w}", "who is {name} {w}", "what colour is (a|an|the) {w}", "what's a {w}", "what is {w}", "where does the word {w} come from", "how many {w}s are there in {place}", "what is the {k}th (element|planet|amendment|letter of the greek alphabet|book of the bible|wonder of the world|state|president)", "who was the {k}th (president|king|pope|man on the moon)", "who scored {k} goals in {y}", "what's (route|highway|channel|psalm|area) {k}", "what's the {k}th commandment", "how many (seasons|episodes) (of|does|are there of) {work} [have]", "what year did {person} (win|write|paint|play in|die in) {work}", "(is|was) {y} a good year for wine", "what's the (time difference|distance|fastest route) (between {place} and {place2}|to {place})", "can {animal} (fly|swim|count to {k}|climb|read)",
)  # fmt: skip
ORDERS = (
    "play {music}", "(put on|listen to|start|stream|turn on) {music}", "i want to (hear|listen to|watch) {music}", "(pause|skip|shuffle|stop) (the song|this song|the music|the track)", "play something by {person}", "turn up the music", "what song is this",
    "(call|ring|phone|text|message|email|dial|facetime) {contact}", "(send|write) (a message|a text|an email) to {contact} [saying i'll be late]", "(tell|let) {contact} [know] (i'm late|i'm on my way|i love them)", "(answer|hang up) the phone", "read my (emails|messages|texts|post)", "(call|text|ring|email) {name} [and say hello]",
    "(turn on|turn off|switch on|switch off|dim|open|close|lock|unlock|start|shut|activate) {device}", "(turn|switch) {device} (on|off|up|down)", "set (the thermostat|the heating|the oven|the fridge|the air conditioning) to {k} [degrees]", "make it (warmer|cooler|brighter|darker) in here", "is {device} (on|off|open|locked)", "it's (cold|dark|hot) in here turn on {device}",
    "(open|launch|start|install|close|update|go to|download|delete|log in to) {app}", "(search|google|look up|look for|browse|find) {w} (online|on the internet|on the web|on google|on wikipedia|on youtube)", "(search|google|look up) {science}", "look up {person}", "(go|browse) to the website of {shop}", "take a (photo|picture|selfie|screenshot)", "(show|find) me (pictures|photos|videos|a map) of {place}",
    "(order|buy|get|book|reserve) [me] (a pizza|a taxi|a flight to {place}|a table for {k}|tickets for {event}|some flowers|a hotel in {place}|a new phone|a train ticket|the shopping|a book|an uber)", "book [me] (a table|a flight|a hotel|an appointment|a room|a ticket) [for {k} people|to {place}|in {place}]", "(take|drive|navigate|direct|get) me to {place}", "(give|show) me directions to ({place}|{shop})", "find my (phone|keys|wallet|friends)", "(transfer|send|pay) {k} (pounds|dollars|euros) to {name}", "check my (bank balance|email|post|messages|blood pressure|calendar|diary)", "add (a meeting|an event|an appointment) to my calendar [{when}]",
    "(write|compose|make up|draft|give|tell|read|make|create|finish|improve) [me] {creative} about {about}", "(write|compose|draft) [me] {creative}", "write {creative} (for|to) (my boss|my wife|{name}|the school|the council|my mum)", "(write|read) [me] (a chapter|3 pages|{k} lines|500 words) about {about}", "(summarise|review|explain|quote from) {work}", "(proofread|correct|translate) (this|my essay|my letter|the text)", "(draw|paint|sketch|design) [me] (a cat|a picture|a house|a logo|a picture of {about}|a horse|my portrait)", "(do|write|help me with) my (homework|essay|taxes|thesis|english homework|history homework)", "(clean|tidy|paint|hoover) (the|my) (house|kitchen|room|car)", "(make|cook|bring|fetch|pour|get) me (a coffee|a sandwich|a cup of tea|dinner|a beer|breakfast|my slippers|a glass of water)", "(walk|feed|wash) the (dog|cat|car|fish)", "(cut|paint|wash) my (hair|nails|car)", "(kill|fight|marry|kiss|punch) {person}", "give me a (massage|tattoo|job|million pounds|lift to {place}|pony)",
    "<write> a <prog> (that|which) {bigprog}", "(make|write|build|code|create) [me] (a game|an app|a website|a virus|a video game|a chat bot|an operating system|a search engine|a mobile app|a shop website|a 3d game) [about {about}|for {contact}|like {app}]", "i need a <prog> that {bigprog}", "<code> that {bigprog}", "(hack|break into) (the bank|my neighbour's wifi|{contact}|facebook|the pentagon)", "(tell|teach) me how to (hack|make a bomb|pick a lock|drive|juggle|swim|cook|play the guitar|invest|knit|dance|code)", "(show|teach) me (python|how to program|how to code|maths|french|chess)", "<write> a <prog> that {bigprog}", "do the (dishes|laundry|shopping|ironing|hoovering)", "(predict|guess) (the future|my age|the weather|the lottery numbers|who will win {event}|my weight|what i'm thinking)", "play (chess|cards|a game|tic tac toe|hangman|i spy|20 questions|noughts and crosses|poker|snakes and ladders) with me", "let's play (chess|cards|tic tac toe|hangman|i spy|20 questions)", "(pray|vote|lie|cheat) for me", "measure my (heart rate|temperature|blood pressure|weight|height)", "(scan|print) (the document|this page|my letter)",
)  # fmt: skip


def _slots(rng: random.Random) -> dict[str, str]:
    year = str(rng.randint(1500, 2030) if rng.random() < 0.3 else rng.randint(1900, 2026))
    values = {key: rng.choice(pool) for key, pool in W.items()}
    values |= {key + "2": rng.choice(W[key]) for key in ("place", "object", "science", "drug")}
    values |= {
        "y": year,
        "k": str(rng.choice((rng.randint(2, 20), rng.randint(2, 120)))),
        "w": word(rng),
        "name": rng.choice(NAMES),
    }
    return {key: value.replace("{y}", year) for key, value in values.items()}


def salad(rng: random.Random) -> str:
    """Words that mean nothing together, as a recogniser hears from noise."""
    glue = (
        "the",
        "of",
        "and",
        "a",
        "is",
        "it",
        "to",
        "in",
        "on",
        "but",
        "with",
        "he",
        "she",
        "they",
        "was",
        "not",
        "then",
        "very",
        "had",
        "or",
        "if",
        "at",
        "by",
    )
    verbs = (
        "went",
        "said",
        "saw",
        "likes",
        "took",
        "came",
        "found",
        "thinks",
        "broke",
        "ran",
        "looked",
        "kept",
        "told",
        "sold",
        "left",
        "moved",
        "wanted",
    )
    roll = rng.random()
    if roll < 0.3:
        return " ".join(
            rng.choice(
                (
                    rng.choice(glue),
                    word(rng),
                    rng.choice(WORDS),
                    str(rng.randint(2, 99)) if rng.random() < 0.2 else rng.choice(verbs),
                )
            )
            for _ in range(rng.randint(2, 9))
        )
    if roll < 0.6:
        who = rng.choice(
            (
                *NAMES,
                "he",
                "she",
                "they",
                "my neighbour",
                "the teacher",
                "the man",
                "we",
                "my aunt",
                "the dog",
                "my friend",
            )
        )
        return f"{who} {rng.choice(verbs)} {rng.choice(('the', 'a', 'my', 'some', 'his', 'her'))} {word(rng)} {rng.choice(('', 'in the', 'on the', 'with a', 'and the', 'about the', 'to the'))} {rng.choice(WORDS)}"
    if roll < 0.8:
        return (
            rng.choice(
                (
                    "yesterday",
                    "last week",
                    "i think",
                    "the other day",
                    "she said",
                    "we were",
                    "it was",
                    "they are",
                    "i was",
                    "so then",
                    "and then he",
                    "the thing is",
                    "you see",
                    "did you see",
                    "i told her",
                )
            )
            + " "
            + " ".join(
                rng.choice((rng.choice(glue), rng.choice(WORDS), rng.choice(verbs), word(rng)))
                for _ in range(rng.randint(2, 8))
            )
        )
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 4)))


def exchange(rng: random.Random, *, test: bool = False, noise: float = 0.12, only: str = "") -> Exchange | None:
    """Small talk (about 30 %), questions and orders declined (60 %), nonsense not understood."""
    from training.data import Exchange, fill, held_out, placeholders
    from training.frames import slips, wrap_order, wrap_question
    from training.templates import sample

    kind = only or rng.choices(("talk", "question", "order", "salad"), (38, 36, 20, 6))[0]
    if kind == "talk":
        name, templates, answers = KINDS[0] if rng.random() < 0.12 else rng.choice(KINDS)
        templates = tuple(t for t in templates if held_out(t) == test or (not test and len(templates) < 6))
        if not templates:
            return None
        text = sample(rng.choice(templates), rng)
        roll = rng.random()
        if roll < 0.12:
            text = f"{text} {sample(rng.choice(templates), rng)}"
        elif roll < 0.24:
            text = f"{text} {aside(rng)}"
        if rng.random() < 0.35:
            text = (
                wrap_order(text, rng)
                if name in ("joke", "sing", "story", "riddle", "nice") and "what" not in text and "do you" not in text
                else wrap_question(text, rng)
            )
        if rng.random() < noise / 2:
            text = slips(text, rng)
        user = fill(text, {})
        return Exchange(user, f"talk_{name}", text=rng.choice(answers)) if user else None
    if kind == "salad":
        user = fill(salad(rng), {})
        return Exchange(user, "confused", text=rng.choice(CONFUSED)) if user else None
    templates = QUESTIONS if kind == "question" else ORDERS
    templates = tuple(t for t in templates if held_out(t) == test)
    slots = _slots(rng)
    text = sample(rng.choice(templates), rng, placeholders(slots))
    question = kind == "question"
    text = wrap_question(text, rng) if question else wrap_order(text, rng)
    if rng.random() < noise:
        text = slips(text, rng)
    used = {key: value for key, value in slots.items() if f"\ue000{key}\ue000" in text}
    for key, value in used.items():
        text = text.replace(f"\ue000{key}\ue000", value)
    user = fill(text, {})
    return (
        Exchange(user, "decline" if question else "cannot", text=rng.choice(DECLINES if question else CANNOT))
        if user
        else None
    )
