"""What you keep to yourself, and who asks to follow you."""

from msgspec import UNSET, Struct, UnsetType
from starlette.responses import Response

from serai.accounts import Privacy, privacy_of
from serai.api.account_views import PersonView
from serai.api.asking import named
from serai.api.note_views import person_views
from serai.api.paging import Page, answer, cursor
from serai.api.people_ties import TiesPaging, place_of
from serai.entry import Ask, Routes
from serai.graph import decline_request, requests_to
from serai.kernel import iso
from serai.notes import accept_follower, change_privacy, take_answer_back
from serai.store import Read, Write

routes = Routes()


class PrivacyView(Struct, frozen=True):
    """`private`: followers alone see your notes; `likes_shown`, `findable`: as they say."""

    private: bool
    likes_shown: bool
    findable: bool


class PrivacyDraft(Struct, frozen=True):
    """What shall change; what is left out stays."""

    private: bool | UnsetType = UNSET
    likes_shown: bool | UnsetType = UNSET
    findable: bool | UnsetType = UNSET


class RequestView(Struct, frozen=True):
    """Somebody who asks to follow you, since `at` (ISO 8601 in UTC)."""

    person: PersonView
    at: str


def _view(of: Privacy) -> PrivacyView:
    return PrivacyView(of.private, of.likes_shown, of.findable)


@routes.get("/api/serai/v1/me/privacy", answer=PrivacyView)
async def read_privacy(tx: Read, ask: Ask, _: None) -> PrivacyView:
    """What you keep to yourself."""
    return _view(await privacy_of(tx, ask.must().id))


@routes.patch("/api/serai/v1/me/privacy", body=PrivacyDraft, answer=PrivacyView)
async def change_my_privacy(tx: Write, ask: Ask, draft: PrivacyDraft) -> PrivacyView:
    """Change it in parts. Who waits to follow a private account follows it once it opens."""
    me = ask.must().id
    before = await privacy_of(tx, me)
    wanted = Privacy(
        before.private if draft.private is UNSET else draft.private,
        before.likes_shown if draft.likes_shown is UNSET else draft.likes_shown,
        before.findable if draft.findable is UNSET else draft.findable,
    )
    await change_privacy(tx, me, wanted)
    return _view(wanted)


@routes.get("/api/serai/v1/me/requests", body=TiesPaging, answer=Page[RequestView])
async def read_requests(tx: Read, ask: Ask, paging: TiesPaging) -> Response:
    """Who asks to follow you, the latest first."""
    found = await requests_to(tx, ask.must().id, place_of(paging), paging.limit + 1)
    shown = found[: paging.limit]
    views = await person_views(tx, [tie.person for tie in shown])
    items = [RequestView(views[t.person], iso(t.at)) for t in shown if t.person in views]
    more = len(found) > paging.limit
    return answer(ask, items, cursor(shown[-1].person, shown[-1].at) if more else None)


@routes.put("/api/serai/v1/me/requests/{handle}")
async def accept_request(tx: Write, ask: Ask, _: None) -> None:
    """Let somebody who asked follow you; they are told."""
    await accept_follower(tx, ask.must().id, (await named(tx, ask)).id)


@routes.delete("/api/serai/v1/me/requests/{handle}")
async def decline_a_request(tx: Write, ask: Ask, _: None) -> None:
    """Decline a request; they are not told."""
    await decline_request(tx, ask.must().id, (await named(tx, ask)).id)


@routes.post("/api/serai/v1/me/requests/{handle}/reopen")
async def reopen_a_request(tx: Write, ask: Ask, _: None) -> None:
    """Take your answer of the last hour back: the request waits again."""
    await take_answer_back(tx, ask.must().id, (await named(tx, ask)).id)
