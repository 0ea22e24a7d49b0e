"""Settings that strangers have too: the language of the pages, light or dark."""

from typing import Literal

from msgspec import Struct
from starlette.responses import Response

from serai.accounts import set_locale
from serai.entry import Ask, Routes
from serai.store import Read, Write
from serai.web.render import page
from serai.web.way import back, drop, keep

routes = Routes()


class LanguageForm(Struct, frozen=True):
    """One of the languages of the interface."""

    locale: Literal["en", "zh"]


class ThemeForm(Struct, frozen=True):
    """`auto` follows the device."""

    theme: Literal["auto", "light", "dark"]


@routes.get("/settings/look")
async def show(_tx: Read, ask: Ask, _: None) -> Response:
    """Both switches, for a person's settings."""
    ask.must()
    return page(ask, "settings/look.html")


@routes.post("/settings/language", body=LanguageForm)
async def speak(tx: Write, ask: Ask, form: LanguageForm) -> Response:
    """Speak this language from now on, to a person on every device."""
    if ask.person is not None:
        await set_locale(tx, ask.person.id, form.locale)
    response = back(ask)
    keep(ask, response, "locale", form.locale)
    return response


@routes.post("/settings/theme", body=ThemeForm)
async def shade(_tx: Write, ask: Ask, form: ThemeForm) -> Response:
    """Light, dark, or as the device likes, in this browser."""
    response = back(ask)
    if form.theme == "auto":
        drop(ask, response, "theme")
    else:
        keep(ask, response, "theme", form.theme)
    return response
