"""Oneself: read, and change in parts."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from serai.accounts import ProfileDraft, edit_profile, set_locale
from serai.api.account_views import PersonView, person_view
from serai.entry import Ask, Routes
from serai.store import Read, Write

routes = Routes()


class MeDraft(Struct, frozen=True):
    """What shall change; what is left out stays. `locale` is the language of the pages."""

    name: Annotated[str, Meta(max_length=1000)] | UnsetType = UNSET
    bio: Annotated[str, Meta(max_length=10_000)] | UnsetType = UNSET
    languages: Annotated[tuple[str, ...], Meta(max_length=50)] | UnsetType = UNSET
    locale: Literal["en", "zh"] | UnsetType | None = UNSET


@routes.get("/api/serai/v1/me", answer=PersonView)
async def read_me(tx: Read, ask: Ask, _: None) -> PersonView:
    """Who the token belongs to."""
    return await person_view(tx, ask.must())


@routes.patch("/api/serai/v1/me", body=MeDraft, answer=PersonView)
async def change_me(tx: Write, ask: Ask, draft: MeDraft) -> PersonView:
    """Change the profile in parts."""
    me = ask.must()
    whole = ProfileDraft(
        name=me.name if draft.name is UNSET else draft.name,
        bio=me.bio if draft.bio is UNSET else draft.bio,
        languages=me.languages if draft.languages is UNSET else draft.languages,
        avatar=me.avatar,
    )
    edited = await edit_profile(tx, me, whole)
    if draft.locale is not UNSET:
        await set_locale(tx, me.id, draft.locale)
    return await person_view(tx, edited)
