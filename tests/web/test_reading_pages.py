import re
from html import unescape

import pytest

from serai.accounts import Person
from serai.entry import House
from serai.notes import Note, follow_author, withdraw
from tests.conftest import Enter
from tests.world import a_note, somebody

# Pages ask the rooms, whose own tests run on both stores.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

SCRIPT = {"HX-Request": "true"}
FORM = {"slot": "0"}


@pytest.fixture
async def ana(house: House) -> Person:
    async with house.database.write() as tx:
        return await somebody(tx, "ana")


@pytest.fixture
async def ben(house: House) -> Person:
    async with house.database.write() as tx:
        return await somebody(tx, "ben")


@pytest.fixture
async def note(house: House, ana: Person) -> Note:
    async with house.database.write() as tx:
        return await a_note(tx, ana, "Tomatoes <b>twice</b>", "Salt & patience", topics=("food",))


async def test_a_card_shows_what_was_typed_as_text(enter: Enter, note: Note) -> None:
    page = (await (await enter(None)).get("/")).text
    assert "Tomatoes &lt;b&gt;twice&lt;/b&gt;" in page
    assert f'id="note-{note.id}"' in page


async def test_a_kept_card_holds_nothing_of_who_looked_first(
    enter: Enter, ana: Person, ben: Person, note: Note
) -> None:
    fan = await enter(ben)
    await fan.post(f"/notes/{note.id}/like", data=FORM)
    first = (await fan.get("/newest")).text
    other = (await (await enter(ana)).get("/newest")).text
    assert 'aria-pressed="true">' in first.split('role="feed"')[1]
    assert 'aria-pressed="true">' not in other.split('role="feed"')[1]
    assert "ben" not in other.split('role="feed"')[1]


@pytest.mark.usefixtures("note")
async def test_the_kept_page_around_cards_names_its_own_reader(
    enter: Enter, ana: Person, ben: Person
) -> None:
    for person in (ana, ben):
        page = (await (await enter(person)).get("/newest")).text
        assert re.findall(r'href="/@(\w+)">Me<', page) == [person.handle]


@pytest.mark.usefixtures("note")
async def test_an_edited_name_shows_on_a_kept_card(enter: Enter, house: House, ana: Person) -> None:
    from serai.accounts import ProfileDraft, edit_profile

    client = await enter(None)
    assert "Ana" in (await client.get("/newest")).text
    async with house.database.write() as tx:
        await edit_profile(tx, ana, ProfileDraft(name="Anna K.", bio="", languages=("en",)))
    assert "Anna K." in (await client.get("/newest")).text


async def test_what_is_not_for_all_is_not_for_search_engines(
    enter: Enter, house: House, ana: Person, ben: Person, note: Note
) -> None:
    async with house.database.write() as tx:
        near = await a_note(tx, ana, "For friends", audience="followers")
        await follow_author(tx, ben.id, ana.id)
    client = await enter(ben)
    closed = (await client.get(f"/notes/{near.id}")).text
    assert 'name="robots" content="noindex"' in closed
    assert "og:title" not in closed
    opened = (await client.get(f"/notes/{note.id}")).text
    assert f'rel="canonical" href="{house.place.address}/notes/{note.id}"' in opened
    assert f'og:image" content="{house.place.address}/media/' in opened


async def test_the_author_sees_who_sees_it_and_how_the_trial_goes(
    enter: Enter, ana: Person, ben: Person, note: Note
) -> None:
    mine = (await (await enter(ana)).get(f"/notes/{note.id}")).text
    assert "0 of 15 people have met it." in mine
    assert f"/notes/{note.id}/edit" in mine
    others = (await (await enter(ben)).get(f"/notes/{note.id}")).text
    assert "First audience" not in others
    assert f"/notes/{note.id}/edit" not in others


async def test_why_speaks_of_the_page_that_was_seen_and_to_its_reader_alone(
    enter: Enter, ben: Person, note: Note
) -> None:
    client = await enter(ben)
    page = (await client.get("/")).text
    where = re.search(r'data-page="([^"]+)"', page)
    assert where
    why = f"/notes/{note.id}/why?page={where[1]}"
    assert "It stood at place 1" in (await client.get(why)).text
    assert "It stood at place" not in (await (await enter(None)).get(why)).text
    order = (await client.get("/why")).text
    assert "This is the page that was drawn for you last." in order
    assert "Tomatoes" in order


async def test_why_names_no_note_that_was_withdrawn_since(
    enter: Enter, house: House, ana: Person, ben: Person, note: Note
) -> None:
    client = await enter(ben)
    await client.get("/")
    async with house.database.write() as tx:
        await withdraw(tx, ana.id, note.id)
    assert "Tomatoes" not in (await client.get("/why")).text
    assert (await client.get(f"/notes/{note.id}/why")).status_code == 404


async def test_search_finds_notes_people_and_topics_and_says_so_if_nothing(
    enter: Enter, note: Note
) -> None:
    client = await enter(None)
    assert f"note-{note.id}" in (await client.get("/search?q=tomato")).text
    assert 'href="/@ana"' in (await client.get("/search?q=ana")).text
    assert 'href="/topics/cooking"' in (await client.get("/search?q=美食")).text
    assert "No note has all of these words" in (await client.get("/search?q=zzzz")).text
    for hostile in ("\x00", '"', "*" * 999, "<script>", "🦊" * 50, "a OR b", "NEAR("):
        answer = await client.get("/search", params={"q": hostile})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text


async def test_a_handle_finds_its_notes_and_a_topic_what_stands_under_it(
    house: House, enter: Enter, note: Note, ben: Person
) -> None:
    async with house.database.write() as tx:
        other = await a_note(tx, ben, "Anagrams and food", topics=("games",))
    client = await enter(None)
    for asked in ("@ana", "@ANA", "#food", "#美食"):
        page = (await client.get("/search", params={"q": asked})).text
        assert f"note-{note.id}" in page, asked
        assert f"note-{other.id}" not in page, asked
    assert f"note-{other.id}" in (await client.get("/search", params={"q": "#anagrams"})).text


@pytest.mark.parametrize("spelled", ["food", "Food", "美食", "recipes"])
async def test_every_spelling_of_a_topic_leads_to_its_one_page(
    enter: Enter, note: Note, spelled: str
) -> None:
    client = await enter(None)
    answer = await client.get(f"/topics/{spelled}")
    assert answer.headers["location"] == "/topics/cooking"
    assert f"note-{note.id}" in (await client.get("/topics/cooking")).text


@pytest.mark.parametrize(
    "path", ["/", "/newest", "/following", "/search", "/why", "/topics/plants"]
)
@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_an_empty_house_says_what_belongs_here(
    enter: Enter, ana: Person, path: str, locale: str
) -> None:
    for person in (ana, None):
        answer = await (await enter(person, locale)).get(path)
        assert answer.status_code == 200
        assert 'class="empty"' in answer.text or path in {"/search", "/why"}


@pytest.mark.parametrize("path", ["/about", "/rules", "/privacy", "/transparency"])
async def test_pages_to_read_are_written_in_both_languages(enter: Enter, path: str) -> None:
    said = {locale: (await (await enter(None, locale)).get(path)).text for locale in ("en", "zh")}
    han = {locale: len(re.findall(r"[\u4e00-\u9fff]", text)) for locale, text in said.items()}
    assert han["en"] < 12
    assert han["zh"] > 150


@pytest.mark.parametrize("path", ["/notes/1", "/notes/x", "/@nobody", "/nowhere", "/notes/1/why"])
async def test_what_is_not_there_is_told_with_a_way_on(enter: Enter, path: str) -> None:
    answer = await (await enter(None)).get(path)
    assert answer.status_code == 404
    assert 'href="/"' in answer.text
    told = await (await enter(None)).get(path, headers=SCRIPT)
    assert "<" not in told.text or path == "/nowhere"


async def test_no_page_needs_an_inline_style_or_script(
    enter: Enter, ben: Person, note: Note
) -> None:
    client = await enter(ben)
    for path in ("/", f"/notes/{note.id}", "/@ana", "/search?q=a", "/why", "/transparency"):
        page = (await client.get(path)).text
        assert not re.search(r"<style|\sstyle=|\son\w+=|hx-on|<script(?![^>]*\ssrc=)", page), path


async def test_a_picture_of_the_page_is_asked_for_before_it_is_needed_only_in_the_first_row(
    enter: Enter, house: House
) -> None:
    async with house.database.write() as tx:
        for nth in range(8):
            await a_note(tx, await somebody(tx, f"maker{nth}"), f"note {nth}")
    page = (await (await enter(None)).get("/newest")).text
    assert page.count('fetchpriority="high"') == 5
    assert page.count('loading="lazy"') >= 3
    order = re.findall(r'aria-posinset="(\d+)"', page)
    assert order == [str(nth + 1) for nth in range(len(order))]


LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)[^"]*"')


async def test_no_link_leads_to_what_does_not_exist(
    enter: Enter, house: House, ana: Person, ben: Person, note: Note
) -> None:
    async with house.database.write() as tx:
        await follow_author(tx, ben.id, ana.id)
        await a_note(tx, ben, "An answer", "Thanks, @ana! #plants", topics=("my-own-topic",))
    await (await enter(ben)).post(f"/notes/{note.id}/comments", data={"text": "Hello @ana"})
    for person in (None, ana):
        client = await enter(person)
        waiting, seen = ["/"], set[str]()
        while waiting:
            address = unescape(waiting.pop())
            path = address.partition("?")[0]
            # A form's address answers forms; files of made-up pictures do not exist.
            if path in seen or path.startswith("/media/"):
                continue
            seen.add(path)
            answer = await client.get(address)
            assert answer.status_code in {200, 303, 405}, (address, answer.status_code)
            if "html" in answer.headers.get("content-type", ""):
                waiting += LINK.findall(answer.text)
        assert len(seen) > 40
