"""What was understood: told in plain words, corrected with a tap, forgotten at will."""

from typing import Any

from msgspec import Struct
from starlette.responses import Response

from serai.arrive import CHOSEN, Arrival, Interest, correct, forget
from serai.entry import Ask, Routes
from serai.kernel import Refusal
from serai.recommend import TOPICS, topic_name
from serai.store import Read, Write
from serai.web.arrive_cookie import arrival_of, let_go, secret_of, settle_arrival
from serai.web.arrive_upload import LIMITS
from serai.web.render import fragment, page, see_other

routes = Routes()

_EVIDENCE = 3
_WORDS = 12


class CorrectForm(Struct, frozen=True):
    """An interest, and whether it is wanted (1) or not (0)."""

    key: str = ""
    wanted: int = 1


class Shown(Struct, frozen=True):
    """An interest as the page shows it; taken ones stay to be tapped back."""

    interest: Interest
    name: str
    taken: bool


@routes.get("/arrive/understood")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """What the archive said; without one, the way there."""
    arrival = await arrival_of(tx, ask)
    if arrival is None:
        return let_go(ask, see_other("/arrive"))
    return _draw(ask, arrival)


async def show_again(tx: Read, ask: Ask, sent: CorrectForm | None) -> Response:
    """The page with what went wrong and what was typed."""
    arrival = await arrival_of(tx, ask)
    if arrival is None:
        raise Refusal("arrive.gone")
    typed = sent.key if sent else ""
    if ask.is_htmx:
        return fragment(ask, "arrive/taste.html", **_taste(ask, arrival, typed))
    return _draw(ask, arrival, typed)


def _draw(ask: Ask, arrival: Arrival, typed: str = "") -> Response:
    return page(
        ask,
        "arrive/understood.html",
        here="arrive",
        found=arrival.understanding,
        chosen=arrival.understanding.platform == CHOSEN,
        **_taste(ask, arrival, typed),
    )


def _taste(ask: Ask, arrival: Arrival, typed: str = "") -> dict[str, Any]:
    added = tuple(Interest(key, key in TOPICS, 1.0, ()) for key in arrival.added)
    told = arrival.understanding.interests
    shown = [
        Shown(one, topic_name(one.key, ask.locale), one.key in arrival.removed)
        for one in (*added, *told)
    ]
    return {
        "topics": [one for one in shown if one.interest.known],
        "words": [one for one in shown if not one.interest.known][:_WORDS],
        "evidence": _EVIDENCE,
        "typed": typed,
        "left": len(arrival.interests),
        "missing": [
            (key, topic_name(key, ask.locale))
            for key in TOPICS
            if key not in {one.interest.key for one in shown}
        ],
    }


@routes.post("/arrive/understood", body=CorrectForm, again=show_again)
async def change(tx: Write, ask: Ask, form: CorrectForm) -> Response:
    """Take an interest away, bring it back, or add one."""
    arrival = await correct(tx, secret_of(ask) or "", form.key, LIMITS, wanted=form.wanted > 0)
    if ask.is_htmx:
        return fragment(ask, "arrive/taste.html", **_taste(ask, arrival))
    return see_other("/arrive/understood")


@routes.post("/arrive/forget")
async def drop(tx: Write, ask: Ask, _: None) -> Response:
    """Forget all of it now."""
    await forget(tx, secret_of(ask) or "")
    return let_go(ask, see_other("/arrive"))


@routes.post("/arrive/settle")
async def bring_along(tx: Write, ask: Ask, _: None) -> Response:
    """Who has an account already brings the archive's interests to it."""
    await settle_arrival(tx, ask, ask.must().id)
    return let_go(ask, see_other("/"))
