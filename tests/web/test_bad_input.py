"""Words that cannot be taken, on every form: the code's sentence, and all that was typed."""

from collections.abc import Mapping
from typing import Final, NamedTuple

import httpx
import pytest
from msgspec import Struct

from serai.accounts import Person, hash_password, make_recovery_codes
from serai.comments import Comment, write
from serai.entry import House
from serai.notes import Note, by_author
from serai.recommend import TOPICS, add_interest
from tests.conftest import Enter
from tests.web.forms import Typed, alerts, assert_kept, assert_refused
from tests.world import a_note, somebody

# What is refused here is refused before a store is asked; test_bad_characters asks both.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PASSWORD: Final = "camel 驼 caravan"
SECRETS: Final = frozenset({"password", "current", "code"})
EMOJI: Final = "\U0001f375" * (1 << 18)
"""A megabyte of cups of tea."""
CONTROL: Final = "\x01\x02\x7f\u202e\u2066"
"""Nothing but characters that cannot be seen, among them an override from right to left."""
LEFT: Final = "\u202egnp.exe"
PICKED: Final = list(TOPICS)[:3]


class World(Struct):
    """Two people, a note of each, a comment, and a recovery code of ana's."""

    ana: Person
    bo: Person
    mine: Note
    theirs: Note
    comment: Comment
    code: str

    def fill(self, text: str) -> str:
        """`text` with what stands in braces."""
        return text.format(note=self.theirs.id, mine=self.mine.id, comment=self.comment.id)


class Form(NamedTuple):
    """A form that is taken as it stands; `to` None is the same address."""

    typed: Mapping[str, str | list[str]]
    signed_in: bool = True
    taken: int = 303


JOIN = {"handle": "newt", "name": "Newt & <b>", "password": PASSWORD, "then": "/settings"}
SIGN_IN = {"handle": "ana", "password": PASSWORD, "then": "/settings"}
PROFILE: Typed = {"name": "Ana <i>", "bio": "tea &amp; clay", "languages": ["zh", "sv"]}
COMMENT = {"text": "so <b> good", "answers": "{comment}"}
REPORT = {"note": "{note}", "reason": "spam", "words": "again & again"}
MIX = {"following": "0.5", "nearby": "2.0", "new_voices": "1.5"}
COVER = {
    "kind": "text",
    "words": "three <small> things",
    "style": "rose",
    "title": "My <title>",
    "text": "some text",
    "topics": "#tea, #clay",
    "audience": "mutuals",
    "place": "Kyoto, <east>",
    "once": "k1",
}

FORMS: Final[dict[str, Form]] = {
    "/join": Form(JOIN, signed_in=False, taken=200),
    "/sign-in": Form(SIGN_IN, signed_in=False),
    "/sign-in/recovery": Form({"handle": "ana", "code": "{code}"}, signed_in=False),
    "/settings": Form(PROFILE),
    "/settings/keys/password": Form({"password": "a caravan at dusk", "current": PASSWORD}),
    "/notes/{note}/comments": Form(COMMENT),
    "/report": Form(REPORT, taken=200),
    "/publish": Form(COVER),
    "/notes/{mine}/edit": Form(COVER),
    "/settings/feed/topics": Form({"topic": ["film", "plants"], "level": ["1", "3"]}),
    "/settings/feed/topics/add": Form({"name": "Night sky"}),
    "/settings/feed/mix": Form(MIX),
    "/settings/feed/words": Form({"word": "tea & <b>"}),
    "/arrive/choose": Form({"topic": PICKED}, signed_in=False),
    "/arrive/understood": Form({"key": "stamp collecting", "wanted": "1"}, signed_in=False),
}


class Bad(NamedTuple):
    """One thing wrong in the good form of an address; `shown` where a page cannot show it all."""

    to: str
    wrong: Typed
    code: str
    shown: Typed = {}  # noqa: RUF012 - never written


BAD: Final = [
    Bad("/join", {"handle": "a"}, "account.handle_length"),
    Bad("/join", {"handle": EMOJI}, "account.handle_length"),
    Bad("/join", {"handle": LEFT}, "account.handle_letters"),
    Bad("/join", {"handle": CONTROL}, "account.handle_letters"),
    Bad("/join", {"handle": "serai"}, "account.handle_reserved"),
    Bad("/join", {"handle": "ana"}, "account.handle_taken"),
    Bad("/join", {"handle": ["newt", "newt"]}, "entry.doubled"),
    Bad("/join", {"name": EMOJI}, "account.name_too_long"),
    Bad("/join", {"name": CONTROL}, "account.name_empty"),
    Bad("/join", {"name": ["Newt", "Not"]}, "entry.doubled"),
    Bad("/join", {"password": ""}, "account.key_missing"),
    Bad("/join", {"password": "2 few"}, "account.password_short"),
    Bad("/join", {"password": EMOJI}, "account.password_long"),
    Bad("/join", {"password": [PASSWORD, PASSWORD]}, "entry.doubled"),
    Bad("/sign-in", {"handle": "nobody"}, "account.sign_in_failed"),
    Bad("/sign-in", {"handle": EMOJI}, "account.sign_in_failed"),
    Bad("/sign-in", {"handle": CONTROL}, "account.sign_in_failed"),
    Bad("/sign-in", {"handle": LEFT}, "account.sign_in_failed"),
    Bad("/sign-in", {"handle": ["ana", "bo"]}, "entry.doubled"),
    Bad("/sign-in", {"password": "not the right one"}, "account.sign_in_failed"),
    Bad("/sign-in", {"password": EMOJI}, "account.sign_in_failed"),
    Bad("/sign-in/recovery", {"code": "aaaa-bbbb-cccc-dddd"}, "account.recovery_failed"),
    Bad("/sign-in/recovery", {"code": EMOJI}, "account.recovery_failed"),
    Bad("/sign-in/recovery", {"handle": CONTROL}, "account.recovery_failed"),
    Bad("/sign-in/recovery", {"handle": ["ana", "ana"]}, "entry.doubled"),
    Bad("/settings", {"name": ""}, "account.name_empty"),
    Bad("/settings", {"name": CONTROL}, "account.name_empty"),
    Bad("/settings", {"name": EMOJI}, "account.name_too_long"),
    Bad("/settings", {"name": ["Ana", "Ann"]}, "entry.doubled"),
    Bad("/settings", {"bio": EMOJI}, "account.bio_too_long"),
    Bad("/settings/keys/password", {"password": "2 few"}, "account.password_short"),
    Bad("/settings/keys/password", {"password": EMOJI}, "account.password_long"),
    Bad("/settings/keys/password", {"current": "a first guess"}, "account.other_password_wrong"),
    Bad("/settings/keys/password", {"current": [PASSWORD, "x"]}, "entry.doubled"),
    Bad("/notes/{note}/comments", {"text": ""}, "comment.empty"),
    Bad("/notes/{note}/comments", {"text": CONTROL}, "comment.empty"),
    Bad("/notes/{note}/comments", {"text": EMOJI}, "comment.too_long"),
    Bad("/notes/{note}/comments", {"text": "so " * 400}, "comment.too_long"),
    Bad("/notes/{note}/comments", {"text": ["one", "two"]}, "entry.doubled"),
    Bad("/report", {"reason": ""}, "report.bad_reason", {"reason": []}),
    Bad("/report", {"reason": "boring"}, "report.bad_reason", {"reason": []}),
    Bad("/report", {"reason": ["spam", "hate"]}, "entry.doubled"),
    Bad("/report", {"words": EMOJI}, "report.words_too_long"),
    Bad("/publish", {"title": EMOJI}, "note.title_too_long"),
    Bad("/publish", {"title": ["one", "two"]}, "entry.doubled"),
    Bad("/publish", {"text": EMOJI}, "note.text_too_long"),
    Bad("/publish", {"topics": "#" + "x" * 60}, "note.bad_topic"),
    Bad("/publish", {"topics": EMOJI}, "note.bad_topic"),
    Bad("/publish", {"topics": CONTROL}, "note.bad_topic"),
    Bad("/publish", {"topics": " ".join(f"#t{n}" for n in range(60))}, "note.too_many_topics"),
    Bad("/publish", {"words": EMOJI}, "media.cover_too_long"),
    Bad("/publish", {"words": CONTROL}, "media.cover_empty"),
    Bad("/publish", {"words": "\U00012000"}, "media.cover_glyph_missing"),
    Bad("/publish", {"place": EMOJI}, "note.place_too_long"),
    Bad("/publish", {"place": ["Kyoto", "Nara"]}, "entry.doubled"),
    Bad("/publish", {"act": "schedule", "when": "soon"}, "draft.no_time", {"act": []}),
    Bad("/publish", {"once": "k" * 201}, "entry.malformed"),
    Bad("/notes/{mine}/edit", {"title": EMOJI}, "note.title_too_long"),
    Bad("/notes/{mine}/edit", {"text": ["one", "two"]}, "entry.doubled"),
    Bad("/notes/{mine}/edit", {"words": CONTROL}, "media.cover_empty"),
    Bad("/settings/feed/topics", {"level": ["1", "9"]}, "entry.malformed", {"level": ["1", "3"]}),
    Bad("/settings/feed/topics", {"level": ["1", EMOJI]}, "entry.malformed", {"level": ["1", "3"]}),
    Bad("/settings/feed/topics/add", {"name": ""}, "wish.no_topic"),
    Bad("/settings/feed/topics/add", {"name": EMOJI}, "wish.no_topic"),
    Bad("/settings/feed/topics/add", {"name": CONTROL}, "wish.no_topic"),
    Bad("/settings/feed/topics/add", {"name": "salt & pepper"}, "wish.no_topic"),
    Bad("/settings/feed/topics/add", {"name": ["tea", "clay"]}, "entry.doubled"),
    Bad("/settings/feed/mix", {"following": "3"}, "entry.malformed", {"following": "1.0"}),
    Bad("/settings/feed/mix", {"nearby": LEFT}, "entry.malformed", {"nearby": "1.0"}),
    Bad("/settings/feed/mix", {"new_voices": ["0.5", "1"]}, "entry.doubled"),
    Bad("/settings/feed/words", {"word": ""}, "wish.no_word"),
    Bad("/settings/feed/words", {"word": CONTROL}, "wish.no_word"),
    Bad("/settings/feed/words", {"word": "?!…"}, "wish.no_word"),
    Bad("/settings/feed/words", {"word": EMOJI}, "wish.word_too_long"),
    Bad("/settings/feed/words", {"word": ["tea", "clay"]}, "entry.doubled"),
    Bad("/arrive/choose", {"topic": PICKED[:2]}, "arrive.choose_some"),
    Bad(
        "/arrive/choose",
        {"topic": [*PICKED[:2], EMOJI]},
        "arrive.choose_some",
        {"topic": PICKED[:2]},
    ),
    Bad("/arrive/understood", {"key": ""}, "arrive.not_a_topic"),
    Bad("/arrive/understood", {"key": EMOJI}, "arrive.not_a_topic"),
    Bad("/arrive/understood", {"key": ["clay", "tea"]}, "entry.doubled"),
    Bad("/arrive/understood", {"wanted": "perhaps"}, "entry.malformed", {"wanted": "1"}),
]
CASES: Final = {f"{n} {bad.to} {'+'.join(bad.wrong)}": bad for n, bad in enumerate(BAD)}


@pytest.fixture(scope="module")
async def hashed() -> str:
    return await hash_password(PASSWORD)


@pytest.fixture
async def world(house: House, hashed: str) -> World:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana", password_hash=hashed)
        bo = await somebody(tx, "bo")
        mine, theirs = await a_note(tx, ana), await a_note(tx, bo)
        comment = await write(tx, bo, theirs.id, "how good")
        [code, *_] = await make_recovery_codes(tx, ana.id)
        for topic in ("plants", "film"):
            await add_interest(tx, ana.id, topic)
    return World(ana, bo, mine, theirs, comment, code)


async def visitor(world: World, enter: Enter, to: str, locale: str) -> httpx.AsyncClient:
    """Whoever has the form before them."""
    client = await enter(world.ana if FORMS[to].signed_in else None, locale)
    if to == "/arrive/understood":
        await client.post("/arrive/choose", data={"topic": PICKED})
    return client


def typed_in(world: World, to: str, wrong: Typed) -> Typed:
    """The good form, made wrong in one place."""
    good = {**FORMS[to].typed, **wrong}
    return {
        name: value.format(note=world.theirs.id, comment=world.comment.id, code=world.code)
        if isinstance(value, str)
        else value
        for name, value in good.items()
    }


@pytest.mark.parametrize("multipart", [False, True], ids=["urlencoded", "multipart"])
@pytest.mark.parametrize("to", FORMS)
async def test_the_form_is_taken_as_it_stands(
    world: World, enter: Enter, to: str, *, multipart: bool
) -> None:
    client = await visitor(world, enter, to, "en")
    answer = await send(client, world.fill(to), typed_in(world, to, {}), multipart=multipart)
    assert answer.status_code == FORMS[to].taken, alerts(answer)
    assert alerts(answer) == []


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("name", CASES)
async def test_a_form_that_is_not_taken_says_why_and_comes_back_filled(
    house: House, world: World, enter: Enter, name: str, locale: str
) -> None:
    to, wrong, code, shown = CASES[name]
    client = await visitor(world, enter, to, locale)
    address, typed = world.fill(to), typed_in(world, to, wrong)
    once = {field: value[0] for field, value in wrong.items()} if code == "entry.doubled" else {}
    for multipart in (False, True):
        answer = await send(client, address, typed, multipart=multipart)
        assert_refused(house, answer, code, locale, action=address)
        assert_kept(answer, address, typed | once | shown, SECRETS)
    async with house.database.read() as look:
        assert len(await by_author(look, world.ana.id, world.ana.id, None, 10)) == 1


async def send(
    client: httpx.AsyncClient, to: str, typed: Typed, *, multipart: bool
) -> httpx.Response:
    """The form as a browser sends it, in either encoding."""
    if not multipart:
        return await client.post(to, data=typed)
    parts = [
        (name, (None, value))
        for name, values in typed.items()
        for value in (values if isinstance(values, list) else [values])
    ]
    return await client.post(to, files=parts)
