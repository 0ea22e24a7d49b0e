"""Words over a picture of one's own: published, looked at, edited, and never another's picture."""

import pytest

from serai.entry import House
from serai.media import pictures, pictures_of
from tests.conftest import Enter
from tests.media.made import corner, saved
from tests.web.forms import alerts, assert_refused, filled
from tests.world import somebody

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
JPEG = saved(corner(900, 600), "JPEG")
TYPED = {"kind": "text", "words": "Up the hill", "style": "photo", "audience": "everyone"}
BEHIND = {"behind_file": ("a.jpg", JPEG, "image/jpeg")}


async def test_words_are_set_over_a_picture_and_edited(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
    client = await enter(ana)
    look = await client.post("/publish", data=TYPED | {"act": "look"}, files=BEHIND)
    assert "data:image/webp;base64," in look.text
    (form,) = filled(look, "/publish")
    [behind] = form["behind"]
    answer = await client.post("/publish", data=TYPED | {"behind": behind})
    assert answer.status_code == 303, alerts(answer)
    async with house.database.read() as tx:
        [kept] = [one for one in await pictures_of(tx, ana.id) if one.kind == "photo"]
    assert str(kept.id) == behind
    address = f"/media/{kept.variants[0].address}"
    assert (await client.get(address)).status_code == 200
    assert (await (await enter()).get(address)).status_code == 404, "it stands behind, for nobody"
    note = answer.headers["location"]
    (form,) = filled(await client.get(f"{note}/edit"), f"{note}/edit")
    assert form["behind"] == [behind]
    changed = TYPED | {"style": "paper", "behind": behind}
    answer = await client.post(f"{note}/edit", data=changed)
    assert answer.status_code == 303, alerts(answer)
    async with house.database.read() as tx:
        assert await pictures(tx, [kept.id]) == {}, "a picture that nothing needs is forgotten"


async def test_without_a_picture_the_words_stand_and_another_s_is_none(
    house: House, enter: Enter
) -> None:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    hers, his = await enter(ana), await enter(bo)
    sent = await his.post("/api/serai/v1/pictures", files={"file": ("a.jpg", JPEG)})
    theirs = sent.json()["id"]
    for behind in ("", "nonsense", theirs):
        for act in ("publish", "look"):
            answer = await hers.post("/publish", data=TYPED | {"behind": behind, "act": act})
            assert_refused(house, answer, "media.cover_photo_missing", "en", action="/publish")
            assert "Up the hill</textarea>" in answer.text
    draft = {"kind": "text", "cover_words": "Up", "cover_style": "photo", "cover_photo": theirs}
    told = await hers.post("/api/serai/v1/notes", json=draft)
    assert told.json()["code"] == "media.cover_photo_missing"
    mine = await his.post("/api/serai/v1/notes", json=draft)
    assert (mine.status_code, mine.json()["cover_photo"]) == (201, theirs)
    which = mine.json()["id"]
    seen = await hers.get(f"/api/serai/v1/notes/{which}")
    assert seen.json()["cover_photo"] is None, "for its author's eyes alone"
    smuggled = draft | {"pictures": [str(mine.json()["pictures"][0]["id"])]}
    told = await hers.post("/api/serai/v1/notes", json=smuggled)
    assert told.json()["code"] == "note.foreign_picture"
