"""What one keeps to oneself: a private account, one's likes, being found."""

from msgspec import Struct
from starlette.responses import Response

from serai.accounts import Privacy, privacy_of
from serai.entry import Ask, Routes
from serai.graph import count_requests
from serai.notes import change_privacy
from serai.store import Read, Write
from serai.web.render import page, see_other

routes = Routes()
HERE = "/settings/privacy"


class PrivacyForm(Struct, frozen=True):
    """The switches that are on; `sure`: those who wait may follow an account that opens."""

    private: bool = False
    likes_shown: bool = False
    findable: bool = False
    sure: bool = False

    @property
    def wanted(self) -> Privacy:
        """What is asked for."""
        return Privacy(self.private, self.likes_shown, self.findable)


@routes.get(HERE)
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The switches as they stand."""
    return await _draw(tx, ask, await privacy_of(tx, ask.must().id), asking=False)


async def _draw(tx: Read, ask: Ask, switches: Privacy, *, asking: bool) -> Response:
    return page(
        ask,
        "settings/privacy.html",
        switches=switches,
        waiting=await count_requests(tx, ask.must().id),
        asking=asking,
        saved="saved" in ask.query,
    )


@routes.post(HERE, body=PrivacyForm)
async def keep(tx: Write, ask: Ask, form: PrivacyForm) -> Response:
    """From now on it is so; who would let followers in by it is asked first."""
    me = ask.must().id
    opens = (await privacy_of(tx, me)).private and not form.private
    if opens and not form.sure and await count_requests(tx, me):
        return await _draw(tx, ask, form.wanted, asking=True)
    await change_privacy(tx, me, form.wanted)
    return see_other(f"{HERE}?saved")
