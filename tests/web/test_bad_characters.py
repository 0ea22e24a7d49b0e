"""Characters nobody can see or no store can keep: left out, or refused; never a broken page."""

from typing import Any, Final

import pytest

from serai.accounts import Person, find
from serai.entry import House
from serai.notes import by_author
from tests.conftest import Enter
from tests.web.forms import filled
from tests.world import a_note, somebody

V1: Final = "/api/serai/v1"
NUL: Final = "\x00"
ODD: Final = "a\x00\x01\x1b\x7f\u0085\u202e\u2066b\ufeff\ufffe\U0001f468\u200d\U0001f469"
"""Control characters, turns of direction, a byte order mark, what is no character, a family."""
SEEN: Final = "ab\ufeff\U0001f468\u200d\U0001f469"


@pytest.fixture
async def ana(house: House) -> Person:
    async with house.database.write() as tx:
        return await somebody(tx, "ana")


async def test_what_cannot_be_seen_is_left_out_of_what_is_kept(
    house: House, enter: Enter, ana: Person
) -> None:
    client = await enter(ana)
    form: dict[str, Any] = {"kind": "text", "words": "hello", "title": ODD, "text": ODD}
    refused = await client.post("/publish", data=form | {"once": NUL})
    assert (refused.status_code, filled(refused, "/publish")[0]["words"]) == (422, ["hello"])
    answer = await client.post("/publish", data=form)
    assert answer.status_code == 303
    address = answer.headers["location"]
    assert (await client.post(f"{address}/comments", data={"text": ODD})).status_code == 303
    assert (await client.post("/settings", data={"name": ODD, "bio": ODD})).status_code == 303
    talk = (await client.get(f"{V1}{address}/comments")).json()
    async with house.database.read() as look:
        (note,) = await by_author(look, ana.id, ana.id, None, 10)
        edited = await find(look, "ana")
    assert edited
    kept = {note.title, note.text, edited.name, edited.bio, talk["items"][0]["comment"]["text"]}
    assert kept == {SEEN}


async def test_no_form_breaks_on_them(house: House, enter: Enter, ana: Person) -> None:
    async with house.database.write() as tx:
        note = await a_note(tx, ana)
    stranger, client = await enter(), await enter(ana)
    await stranger.post("/arrive/choose", data={"topic": ["cooking", "plants", "travel"]})
    for who, to, form in (
        (client, f"/notes/{note.id}/like", {"page": ODD, "slot": "1"}),
        (client, f"/notes/{note.id}/hide", {"page": ODD}),
        (client, "/report", {"note": str(note.id), "reason": ODD, "words": ODD}),
        (client, "/report", {"person": ODD, "reason": "spam"}),
        (client, "/publish/cover", {"words": ODD, "style": ODD}),
        (client, "/settings", {"name": ODD, "languages": [ODD]}),
        (client, "/settings/keys/passkeys", {"ticket": ODD, "answer": ODD}),
        (client, "/settings/leave/passkey", {"ticket": ODD, "answer": ODD}),
        (client, "/settings/language", {"locale": ODD}),
        (stranger, "/join", {"handle": "newt", "name": ODD, "password": ODD * 3, "act": ODD}),
        (stranger, "/join/passkey", {"handle": ODD, "name": ODD}),
        (stranger, "/sign-in", {"handle": ODD, "password": ODD, "then": ODD, "act": ODD}),
        (stranger, "/sign-in/passkey", {"ticket": ODD, "answer": ODD}),
        (stranger, "/sign-in/recovery", {"handle": ODD, "code": ODD}),
        (stranger, "/arrive/choose", {"topic": [ODD, "cooking", "plants", "travel"]}),
        (stranger, "/arrive/understood", {"key": ODD, "wanted": "1"}),
        (stranger, "/arrive/understood", {"key": NUL, "wanted": "1"}),
    ):
        answer = await who.post(to, data=form)
        assert answer.status_code < 500, f"{to} {form} {answer.text[:600]}"
    assert (await stranger.get("/arrive/understood")).status_code == 200


@pytest.mark.parametrize("odd", ["%00", "%C3", "a%E2%80%AEb", "%ED%A0%80", "%F0%9F%8D%B5" * 400])
async def test_no_address_breaks_on_them(enter: Enter, ana: Person, odd: str) -> None:
    for client in (await enter(ana), await enter()):
        for path in (
            f"/@{odd}",
            f"/topics/{odd}",
            f"/notes/{odd}",
            f"/media/{odd}",
            f"/static/{odd}",
            f"/sign-in/link/{odd}",
            f"/search?q={odd}&before={odd}",
            f"/join?then={odd}&act={odd}",
            f"/join/handle?handle={odd}",
            f"/publish?topic={odd}",
            f"/report?note={odd}&person={odd}",
            f"/?after={odd}&page={odd}",
            f"/newest?before={odd}&after={odd}&page={odd}",
            f"{V1}/people/{odd}",
            f"{V1}/feeds/topic:{odd}",
            f"{V1}/search?query={odd}&q={odd}&after={odd}",
            f"/{odd}",
        ):
            answer = await client.get(path)
            assert answer.status_code < 500, f"{path[:80]} {answer.text[:400]}"


JSON: Final[list[tuple[str, str, str]]] = [
    ("POST", "/notes", r'{"kind": "text", "cover_words": "hi", "title": "%s", "topics": ["%s"]}'),
    ("POST", "/notes/{note}/comments", r'{"text": "%s"}'),
    (
        "POST",
        "/reports",
        r'{"subject_kind": "note", "subject": "{note}", "reason": "spam", "words": "%s"}',
    ),
    ("PATCH", "/me", r'{"name": "%s", "bio": "%s", "languages": ["%s"]}'),
    ("POST", "/sessions", r'{"handle": "%s", "password": "%s", "label": "%s"}'),
    ("POST", "/glances", r'{"glances": [{"kind": "open", "note": "{note}", "page": "%s"}]}'),
    ("POST", "/notes", r'{"%s": "%s"}'),
    ("POST", "/notes", r"%s"),
]


@pytest.mark.parametrize(
    "odd", [r"\u0000", r"a\u0000b", r"\ud800", r"\u202eab", r"\udc00\ud800", "\\"]
)
async def test_no_call_breaks_on_them(house: House, enter: Enter, ana: Person, odd: str) -> None:
    async with house.database.write() as tx:
        note = await a_note(tx, ana)
    client = await enter(ana)
    kind = {"content-type": "application/json"}
    for method, path, body in JSON:
        said = body.replace("%s", odd).replace("{note}", str(note.id))
        address = V1 + path.replace("{note}", str(note.id))
        answer = await client.request(method, address, content=said.encode(), headers=kind)
        assert answer.status_code < 500, f"{method} {path} {said} {answer.text[:400]}"


@pytest.mark.parametrize(
    "charset",
    ["utf-8", "utf-7", "utf-16", "idna", "punycode", "undefined", "unicode_escape", "hex", "none"],
)
async def test_a_form_in_any_encoding_is_answered(enter: Enter, charset: str) -> None:
    client = await enter()
    for value in (b"\xff\xfe\x00\xd8", b"+2AA-", b"xn--a", b"\\ud800", "茶".encode()):
        part = (
            b'--x\r\ncontent-disposition: form-data; name="handle"\r\n\r\n'
            + value
            + b"\r\n--x--\r\n"
        )
        kind = {"content-type": f"multipart/form-data; boundary=x; charset={charset}"}
        answer = await client.post("/join", content=part, headers=kind)
        assert answer.status_code == 422, f"{value!r} {answer.text[:300]}"
        assert filled(answer, "/join")
