"""How a small action answers: a script gets a word and a way back, a form a page or a return."""

import json
from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from starlette.responses import Response

from serai.entry import Ask
from serai.web.render import page, see_other
from serai.web.way import Way, back

TAKEN: Final = 204


class Said(Struct, frozen=True):
    """What was done, and the form's address that takes it back or the page that changes it.

    `note` is the address of the note it was done to, for a way back to it.
    """

    words: str
    undo: str = ""
    change: str = ""
    note: str = ""


def said(ask: Ask, what: Said, /, **events: dict[str, str]) -> Response:
    """Tell that it is done; `events` are for the page's scripts."""
    if not ask.is_htmx:
        return page(ask, "done.html", said=what)
    return Response(status_code=TAKEN, headers={"hx-trigger": told(ask, what, events)})


def told(ask: Ask, what: Said, events: Mapping[str, dict[str, str]], refresh: str = "") -> str:
    """The same for scripts, as htmx's HX-Trigger; `refresh` is what to draw anew after an undo."""
    word = ask.gettext("Change") if what.change else ask.gettext("Undo")
    ways = {"undo": what.undo, "change": what.change, "word": word}
    detail = {"words": what.words, **ways, "refresh": refresh}
    named = {name.replace("_", "-"): value for name, value in events.items()}
    return json.dumps({"said": detail, **named})


def quietly(ask: Ask, fallback: str = "") -> Response:
    """The page shows it already: go back to it, or say nothing to a script."""
    if ask.is_htmx:
        return Response(status_code=TAKEN)
    # A page that told of a deed answered a form: there is nothing to go back to by its address.
    returns = ask.request.headers.get("referer") and "told" not in ask.query
    return back(ask) if returns else see_other(fallback or "/")


def ask_in(ask: Ask, then: str, act: str = "") -> Response:
    """A stranger is asked in; what they meant to do happens once they are."""
    address = Way(then, act).behind("/join")
    if ask.is_htmx:
        return Response(status_code=TAKEN, headers={"hx-redirect": address})
    return see_other(address)
