"""Protocol `loop`: a community simulated, where what a feed shows is what it learns from.

12,000 people with four hidden tastes of 300 topics open 300,000 pages of ten in a day, while 22,000
notes of hidden quality appear beside 2,000 that were there. A note that is met is liked with a
chance that is its quality where its topic is among the reader's tastes, a tenth of it where not.
Tastes of one person come from related topics; everybody told three of their four.
"""

from serai.bench.recommend.loop.loop import loop

__all__ = ["loop"]
