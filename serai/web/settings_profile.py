"""Settings, first page: how a person shows themselves."""

from typing import Final

from babel import Locale
from msgspec import Struct
from starlette.responses import Response

from serai.accounts import (
    BIO_LONGEST,
    NAME_LONGEST,
    Person,
    ProfileDraft,
    edit_profile,
)
from serai.entry import Ask, Routes, Upload
from serai.kernel import PictureId
from serai.media import Prepared, pictures, prepare, receive
from serai.store import Read, Write
from serai.web.covers import face
from serai.web.render import page, see_other

routes = Routes()

OFFERED: Final = (
    *("zh", "en", "ja", "ko", "es", "pt", "fr", "de", "it", "ru", "uk", "ar", "fa", "he"),
    *("hi", "bn", "ur", "id", "ms", "vi", "th", "tr", "nl", "pl", "sv"),
)
"""The languages a profile can name without typing."""


class ProfileForm(Struct, frozen=True):
    """The profile as the page sends it; no file leaves the picture as it is."""

    name: str = ""
    bio: str = ""
    languages: tuple[str, ...] = ()
    picture: Upload | None = None
    no_picture: bool = False
    translates: bool = False


class Edited(Struct, frozen=True):
    """A form whose picture is developed."""

    form: ProfileForm
    prepared: Prepared | None


@routes.get("/settings")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The profile as it is."""
    me = ask.must()
    return await _draw(tx, ask, me, _as_is(me))


async def show_again(tx: Read, ask: Ask, sent: ProfileForm | None) -> Response:
    """The profile as it was sent, with what is wrong."""
    me = ask.must()
    return await _draw(tx, ask, me, sent or _as_is(me))


def _as_is(me: Person) -> ProfileForm:
    translates = me.translates_at is not None
    return ProfileForm(me.name, me.bio, me.languages, translates=translates)


async def _draw(tx: Read, ask: Ask, me: Person, form: ProfileForm) -> Response:
    offered = dict.fromkeys((*OFFERED, *me.languages))
    return page(
        ask,
        "settings/profile.html",
        form=form,
        face=await _face(tx, me.avatar),
        offered=[(code, own_name(code)) for code in offered],
        name_longest=NAME_LONGEST,
        bio_longest=BIO_LONGEST,
    )


def own_name(code: str) -> str:
    """A language in its own words: 中文, English, Español."""
    try:
        name = Locale.parse(code).get_language_name(code)
    except (ValueError, LookupError):
        return code
    return name[:1].upper() + name[1:] if name else code


async def _face(tx: Read, avatar: PictureId | None) -> str | None:
    return face((await pictures(tx, [avatar])).get(avatar)) if avatar else None


async def _develop(ask: Ask, form: ProfileForm) -> Edited:
    ask.must()
    if form.picture is None:
        return Edited(form, None)
    house = ask.house
    data, limits = form.picture.data, house.limits.picture
    return Edited(form, await prepare(house.darkroom, house.blobs, data, limits))


@routes.post("/settings", body=ProfileForm, prepare=_develop, again=show_again)
async def save(tx: Write, ask: Ask, edited: Edited) -> Response:
    """Keep the profile; its person sees it as others do."""
    me, form = ask.must(), edited.form
    avatar = None if form.no_picture else me.avatar
    if edited.prepared is not None:
        avatar = (await receive(tx, me.id, edited.prepared, me.name)).id
    draft = ProfileDraft(form.name, form.bio, form.languages, avatar, form.translates)
    await edit_profile(tx, me, draft)
    return see_other(f"/@{me.handle}")
