"""The shape of the engine's memory: how many of what is kept, and which column holds what."""

from typing import Final

WIDTH: Final = 32
"""Numbers in a note's two attention vectors."""

FIRST_BONDS: Final = 16
"""Notes that one note may be bound to, by people who liked both, before it needs a wider block."""

WIDER: Final = 4
MOST_BONDS: Final = 256
OF_ONE_FAN: Final = 16
"""A block grows to so many bonds, and to so many for each who liked the note."""

EACH: Final = 24
SPARE_BONDS: Final = 1 << 22
"""Blocks grow while all together hold less than `EACH` a note and the spare ones."""

REACH: Final = 32
"""The heaviest bonds of a like, which a page follows."""

RECENT: Final = 32
"""What one person liked lately, as far as the engine looks back."""

BONDS: Final = 20
"""Of these, to how many a newly liked note is bound."""

TASTES: Final = 16
"""Lanes and authors that are counted for one person."""

LANES_OF: Final = 10
"""Lanes of one note: six topics, then a cluster by content, one by behaviour, language, place."""

CONTENT_LANE: Final = 6
BEHAVIOUR_LANE: Final = 7
LANGUAGE_LANE: Final = 8
PLACE_LANE: Final = 9
TASTED: Final = 8
"""Of these the first eight say what somebody likes."""

BEST: Final = 48
NEWEST: Final = 48
CLUSTERS: Final = 256
"""Of each kind; their lanes come first: behaviour, then content, then whatever has a name."""

NAMED: Final = 2 * CLUSTERS
EVERYTHING: Final = NAMED
"""The lane of all notes, the first that has a name."""

PENDING: Final = 1 << 15
"""Impressions whose outcome is waited for."""

TOUCHED: Final = 256
BUSY: Final = 40
ACTIVE: Final = 1 << 16
"""People whose likes are rehearsed."""

# Tasks: what may come of an impression. The first three carry biases of their own for ids.
OPEN, LONG, LIKE, COLLECT, COMMENT, SHARE, FOLLOW, REFUSE = range(8)
TASKS: Final = ("open", "long", "like", "collect", "comment", "share", "follow", "refuse")
T: Final = 8
RATED: Final = 3

# Columns that notes, authors, lanes and people share.
SHOWN: Final = 0
"""Impressions, decayed; the eight tasks that came of them stand behind it."""
DONE: Final = 1
AT: Final = 9
"""Hours since the start, to which the decayed sums refer."""
RATE: Final = 10
"""Three columns: how the smoothed rate of open, long and like stands against all, in logits."""
BIAS: Final = 13
"""Three learnt biases, and behind them the sums of their squared gradients."""
PULL: Final = 16
COUNT: Final = 19
"""How many impressions there were, never decayed: log(1 + n)."""
MASS: Final = 20

# Columns of notes alone.
RISE: Final = 20
RISE_AT: Final = 21
FANS: Final = 22
HEAT: Final = 23
"""The attention vector's own bias: what draws everybody."""
PULL_P: Final = 24
PULL_Q: Final = 25
PULL_HEAT: Final = 26
QUICK: Final = 27
"""Likes and the like with a half-life of two days; `QUICK_AT` is their time."""
QUICK_AT: Final = 28
SLOW: Final = 29
SLOW_AT: Final = 30
LENGTH: Final = 31
"""log(1 + seconds) of a video, 0 for pictures."""
NOTE_COLUMNS: Final = 32

# Columns of people alone.
VIEWS: Final = 20
"""Everything ever opened, imported views too; then how often it was long and liked."""
LATELY: Final = 23
"""Four columns: impressions and their outcomes, each worth .8 of the one after it."""
LAST: Final = 27
LONG_A_VIEW: Final = 28
LIKE_A_VIEW: Final = 29
LOG_VIEWS: Final = 30
PAUSED: Final = 31
PERSON_COLUMNS: Final = 32

# What a note may be.
PUBLIC: Final = 1
LIVE: Final = 2
SHADOW: Final = 4
DESCRIBED: Final = 8
CIVIC: Final = 16

# What joins a person and a note: a bit a deed.
SEEN: Final = 1 << 15
SKIPPED: Final = 1 << 14
REFUSALS: Final = 0b111 << 8
"""The bits of hiding, of not being interested, and of reporting."""

CONTENT: Final = 64
"""Numbers of a content vector, each in -127..127."""

SURFACES: Final = 16
"""Kinds of places where a note may be met."""

# Features of the ranker, in the order of its weights.
FEATURES: Final = (
    "start",
    "note_open",
    "note_long",
    "note_like",
    "author_open",
    "author_long",
    "author_like",
    "topic_open",
    "topic_long",
    "topic_like",
    "you_open",
    "you_long",
    "you_like",
    "you_views_long",
    "you_views_like",
    "you_views",
    "you_met",
    "you_lately_open",
    "you_lately_long",
    "you_lately_like",
    "you_away",
    "you_here",
    "taste",
    "taste_met",
    "author_taste",
    "note_met",
    "length",
    "length_squared",
    "length_unknown",
    "attention",
    "together",
    "lately_together",
    "fresh",
    "rising",
    "content",
    "met_before",
    "met_open",
    "met_long",
    "met_like",
    "language",
    "place",
    "follows",
    "interest",
    "start_affinity",
    "attention_affinity",
    "together_affinity",
    "heat_affinity",
)
"""The last eight come from what somebody said, or from what else was found for a page, and are no
part of the log's fold; their weights are set by people and are not learnt."""
F: Final = len(FEATURES)
LEARNING: Final = FEATURES.index("language")
YOURS: Final = FEATURES.index("you_open")
YOURS_END: Final = FEATURES.index("taste")
"""Features between these are the same for all notes of one request."""

MIX: Final = (
    "attention",
    "heat",
    "together",
    "together_root",
    "lately_together",
    "just_together",
    "quick",
)
M: Final = len(MIX)
QUICKLY: Final = MIX.index("quick")

# What `Memory.counts` counts: impressions held and learnt from, notes waiting, turns of `touched`,
# ties, random numbers drawn, notes held, likes ever.
HELD, LEARNT, WAITING, TURN, TIED, DRAWN, NOTES_HELD, LIKES, BONDED = range(9)
