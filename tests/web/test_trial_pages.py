"""The author's panel, the API and /transparency, with an engine that says what we wish."""

import pytest

from serai.accounts import Person
from serai.entry import House
from serai.kernel import NoteId
from serai.notes import Note
from serai.recommend import Capacity, Engine, Trial
from tests.conftest import Enter
from tests.world import a_note, somebody

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

V1 = "/api/serai/v1"
SECOND = Trial(
    stage=2, met=9, wanted=60, waiting=True, rate=1 / 3, typical=0.214, topic="ceramics", peers=12
)
OPENED = Trial(stage=4, met=321, wanted=0, waiting=False, rate=0.5)
CROWDED = Trial(stage=1, met=0, wanted=15, waiting=True, wait_s=2_400.0)
STAYS = Trial(stage=3, met=200, wanted=0, waiting=False, rate=0.1, typical=0.2, peers=7)
NAMED = Trial(stage=1, met=1, wanted=15, waiting=True, rate=1.0, typical=0.0, topic="a<b>", peers=1)


@pytest.fixture
async def mine(house: House) -> tuple[Person, Note]:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
        return ana, await a_note(tx, ana, "A bowl", topics=("ceramics",))


def say(monkeypatch: pytest.MonkeyPatch, trial: Trial) -> None:
    def told(_engine: Engine, _note: NoteId, _now: int) -> Trial:
        return trial

    monkeypatch.setattr(Engine, "trial", told)


@pytest.mark.parametrize(
    ("trial", "locale", "sentences"),
    [
        (
            SECOND,
            "en",
            [
                "<b>Second audience</b> · 9 of 60 people have met it. 3 of them welcomed it (33%).",
                "Notes about ceramics: 21%, counted over 12 notes with an audience of this size.",
            ],
        ),
        (
            SECOND,
            "zh",
            ["<b>第二批读者</b> · 60 人中已有 9 人看到。", "其中 3 人喜欢（33%）。"],
        ),
        (
            OPENED,
            "en",
            [
                "<b>Open to all</b> · 321 people have met it.",
                "There is nothing yet to compare it with.",
            ],
        ),
        (OPENED, "zh", ["已向所有人开放", "共有 321 人看到。"]),
        (CROWDED, "en", ["0 of 15 people have met it.", "expect about 40 minutes."]),
        (CROWDED, "zh", ["大约还要等 40分钟。"]),
        (
            STAYS,
            "en",
            ["200 people have met it.", "It goes no further by itself.", "Notes like it: 20%"],
        ),
        (NAMED, "en", ["1 of 15 people has met it.", "Notes about a&lt;b&gt;: 0%"]),
    ],
)
async def test_the_author_sees_the_stage_and_what_it_is_compared_with(
    enter: Enter,
    mine: tuple[Person, Note],
    monkeypatch: pytest.MonkeyPatch,
    trial: Trial,
    locale: str,
    sentences: list[str],
) -> None:
    say(monkeypatch, trial)
    page = (await (await enter(mine[0], locale)).get(f"/notes/{mine[1].id}")).text
    for said in sentences:
        assert said in page
    assert page.count('aria-current="step"') == 1


async def test_the_trial_is_told_to_the_author_alone(
    house: House, enter: Enter, mine: tuple[Person, Note], monkeypatch: pytest.MonkeyPatch
) -> None:
    say(monkeypatch, SECOND)
    ana, note = mine
    async with house.database.write() as tx:
        bo = await somebody(tx, "bo")
        private = await a_note(tx, ana, audience="followers")
    hers = await enter(ana)
    told = (await hers.get(f"{V1}/notes/{note.id}/trial")).json()
    assert (told["stage"], told["met"], told["wanted"], told["topic"]) == (2, 9, 60, "ceramics")
    assert (await (await enter(bo)).get(f"{V1}/notes/{note.id}/trial")).status_code == 404
    assert (await (await enter()).get(f"{V1}/notes/{note.id}/trial")).status_code == 401
    none = await hers.get(f"{V1}/notes/{private.id}/trial")
    assert (none.status_code, none.json()["code"]) == (404, "note.no_trial")
    for closed in (
        await (await enter(bo)).get(f"/notes/{note.id}"),
        await hers.get(f"/notes/{private.id}"),
    ):
        assert "Second audience" not in closed.text


@pytest.mark.parametrize(("offered", "short"), [(40.0, True), (112.0, False)])
async def test_anybody_reads_how_many_notes_wait_and_for_how_many_readers(
    enter: Enter, monkeypatch: pytest.MonkeyPatch, offered: float, *, short: bool
) -> None:
    def told(_engine: Engine, _now: int) -> Capacity:
        return Capacity(8, 112.0, offered)

    monkeypatch.setattr(Engine, "capacity", told)
    page = (await (await enter()).get("/transparency")).text
    assert f"112 / {offered:.0f}" in page
    assert ("More new notes wait than there are readers" in page) is short
