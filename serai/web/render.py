"""Draw a page: Jinja2 on Structs, in the reader's language."""

from collections.abc import Callable
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from serai.entry import Ask, Told, Words
from serai.web.assets import asset, sheets
from serai.web.filters import FILTERS

_PAGE: Final = {"vary": "HX-Request, Cookie, Accept-Language", "cache-control": "private, no-cache"}

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})

_environments: dict[str, Environment] = {}


def page(ask: Ask, template: str, /, status: int = 200, **context: Any) -> Response:
    """The page drawn from `template` (under web/templates); `ask` is in its context."""
    return HTMLResponse(draw(ask, template, **context), status, headers=_PAGE)


def draw(ask: Ask, template: str, /, **context: Any) -> str:
    """The text of a page or a fragment."""
    found = environment(ask.house.words, ask.locale).get_template(template)
    return found.render(
        ask=ask,
        me=ask.person,
        locale=ask.locale,
        place=ask.house.place,
        now=ask.house.clock.now(),
        theme=theme_of(ask),
        exposed=is_exposed(ask),
        **context,
    )


def fragment(ask: Ask, template: str, /, status: int = 200, **context: Any) -> Response:
    """A piece of a page, for a script that asked for it by `HX-Request`; caches keep them apart."""
    return HTMLResponse(draw(ask, template, **context), status, headers=_PAGE)


def html(text: str) -> Response:
    """A page whose text is drawn already."""
    return HTMLResponse(text, headers=_PAGE)


def escaped(text: str) -> Markup:
    """HTML of our own in which every word from outside was escaped where it was put in."""
    return Markup(text)  # noqa: S704 - the one place that says so


def see_other(address: str) -> Response:
    """Go and look there: the answer to a form that was taken."""
    return Response(status_code=303, headers={"location": address})


async def refused(ask: Ask, told: Told) -> Response:
    """A refusal that no form tells: as a page, or as its sentence to a script."""
    if ask.is_htmx:
        return PlainTextResponse(told.sentence, told.status)
    return page(ask, "refused.html", told.status, told=told)


def is_exposed(ask: Ask) -> bool:
    """Whether the page travels readable through a network."""
    return not ask.house.place.secure and ask.request.url.hostname not in LOOPBACK


def theme_of(ask: Ask) -> str:
    """Light or dark, where this browser was told; empty where the device decides."""
    chosen = ask.request.cookies.get(ask.house.place.cookie("theme"), "")
    return chosen if chosen in {"light", "dark"} else ""


def environment(words: Words, locale: str) -> Environment:
    """The templates, speaking `locale`."""
    found = _environments.get(locale)
    if found is not None:
        return found
    made = Environment(
        loader=PackageLoader("serai.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    catalogue = words.catalogues[locale]
    made.install_gettext_callables(  # type: ignore[attr-defined]  # its i18n extension adds this
        catalogue.gettext, catalogue.ngettext, newstyle=True
    )
    made.globals["asset"] = asset
    made.globals["sheets"] = sheets
    for name, of in FILTERS.items():
        made.filters[name] = _spoken(of, locale)
    _environments[locale] = made
    return made


def _spoken(of: Callable[..., Any], locale: str) -> Callable[..., Any]:
    def speak(value: Any, *more: Any) -> Any:
        return of(value, locale, *more)

    return speak
