"""The way of a clip from a file that arrived to something any screen can play."""

from serai.jobs import Graph, State


class Film(Graph):
    """Each step is work of its own; one that cannot be done leads to "refused", and can be retried.

    `keep` puts the file away under its content's address; `probe` reads what it holds; `poster`
    makes the picture that stands for it; `loudness` measures its sound; `ladder` makes the sizes
    it is played in; `sprite` the small pictures for seeking.
    """

    slow = True

    keep = State(then=("probe", "ready", "refused"), first=True)
    probe = State(then=("poster", "refused"))
    poster = State(then=("loudness", "ready", "refused"))
    loudness = State(then=("ladder", "refused"))
    ladder = State(then=("sprite", "refused"))
    sprite = State(then=("ready", "refused"))
    ready = State()
    refused = State()
