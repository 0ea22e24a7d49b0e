import csv
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from PIL import Image

from serai.accounts import clean_handle
from serai.clips import ClipLimits
from serai.clips._copy import copy_of
from serai.clips._footage import opened
from serai.clips._probe import probe
from serai.clips.ladder import rungs_for
from serai.demo import load_credits, load_world
from serai.demo.credits import credited, load_film_credits
from serai.demo.filming import load_scenes
from serai.demo.world import DemoNote, DemoPerson
from serai.media import STYLES
from serai.recommend import TOPICS

FILMS = Path(str(files("serai.demo"))) / "clips"
PICTURES = Path(str(files("serai.demo"))) / "pictures"
WORLD = load_world()
NOTES = [note for person in WORLD for note in person.notes]
HANDLES = {person.handle for person in WORLD}
RATIOS = (3 / 4, 4 / 5, 1, 4 / 3)
LOVED = ("cooking", "plants", "travel")


def by_key(note: DemoNote) -> str:
    return note.key


def by_handle(person: DemoPerson) -> str:
    return person.handle


def shown() -> list[str]:
    notes = [shot.file for note in NOTES for shot in note.pictures]
    return notes + [person.avatar for person in WORLD if person.avatar]


@pytest.mark.parametrize("person", WORLD, ids=by_handle)
def test_a_made_up_person_says_so(person: DemoPerson) -> None:
    assert clean_handle(person.handle) == person.handle
    assert "made-up person of the demo world" in person.bio
    assert "演示世界里的虚构人物" in person.bio
    assert set(person.interests) <= set(TOPICS)


@pytest.mark.parametrize("person", WORLD, ids=by_handle)
def test_everybody_follows_three_to_eight_others(person: DemoPerson) -> None:
    assert 3 <= len(set(person.follows)) == len(person.follows) <= 8
    assert set(person.follows) <= HANDLES - {person.handle}
    assert any(person.handle in other.follows for other in WORLD)


@pytest.mark.parametrize("note", NOTES, ids=by_key)
def test_a_note_is_whole(note: DemoNote) -> None:
    chinese = sum("\u4e00" <= sign <= "\u9fff" for sign in note.title)
    assert 0 < len(note.title) <= (60 if chinese < 4 else 24)
    assert 80 < len(note.text) < 1200
    assert 1 <= len(note.topics) <= 4
    assert set(note.topics) <= set(TOPICS)
    assert sum(map(bool, (note.cover, note.pictures, note.film))) == 1
    assert 1 <= note.hours <= 30 * 24
    if note.cover:
        assert 0 < len(note.cover.words) <= 60
        assert note.cover.style in STYLES
        assert (note.cover.style == "photo") == bool(note.cover.photo)


@pytest.mark.parametrize("note", NOTES, ids=by_key)
def test_hearts_and_words_come_from_people_of_the_world(note: DemoNote) -> None:
    author = next(person.handle for person in WORLD if note in person.notes)
    assert set(note.likes) <= HANDLES - {author}
    assert len(set(note.likes)) == len(note.likes)
    for said in note.comments:
        assert said.by in HANDLES - {author}
        assert set(said.likes) <= HANDLES - {said.by}
        for answer in said.answers:
            assert answer.by in HANDLES
            assert (answer.answers, answer.pinned) == ((), False)
    assert sum(said.pinned for said in note.comments) <= 1


def test_every_picture_is_described_in_the_language_of_its_note() -> None:
    for note in NOTES:
        for shot in note.pictures:
            assert any("\u4e00" <= sign <= "\u9fff" for sign in shot.alt) == (note.lang == "zh")
            assert 15 <= len(shot.alt) <= 120
        if note.film:
            alt = note.film.alt
            assert any("\u4e00" <= sign <= "\u9fff" for sign in alt) == (note.lang == "zh")
            assert 15 <= len(alt) <= 120


def test_films_of_three_languages_are_by_nine_people_and_two_have_captions() -> None:
    shown = [(person.handle, note) for person in WORLD for note in person.notes if note.film]
    assert len({handle for handle, _ in shown}) == len(shown) == 9
    assert {note.lang for _, note in shown} == {"en", "zh", "pt"}
    captioned = {note.lang for _, note in shown if note.film and note.film.captions}
    assert captioned == {"en", "zh"}


def test_the_world_shows_every_layout_and_talks_in_pictures() -> None:
    styles = {note.cover.style for note in NOTES if note.cover}
    assert {"paper", "photo", "dark", "quote", "list", "big"} <= styles
    assert sum(said.picture is not None for note in NOTES for said in note.comments) >= 2


def test_every_picture_is_there_used_and_credited() -> None:
    kept = {path.name for path in PICTURES.glob("*.webp")}
    assert set(shown()) == kept == set(load_credits())
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) <= 12_000_000


def test_every_film_is_there_used_and_credited() -> None:
    kept = {path.name for path in FILMS.glob("*.mp4")}
    credits_of, by_picture = load_film_credits(), load_credits()
    assert {note.film.file for note in NOTES if note.film} == kept == set(credits_of)
    sources = {
        scene.file: {by_picture[shot.picture].original for shot in scene.shots}
        | ({scene.cut.film} if scene.cut else set())
        for scene in load_scenes()
    }
    assert {file: {one.original for one in told} for file, told in credits_of.items()} == sources
    assert all(path.stat().st_size <= 400_000 for path in FILMS.glob("*.mp4"))


@pytest.mark.parametrize("name", sorted(load_film_credits()))
def test_a_film_is_taken_as_it_is_for_its_largest_size(name: str) -> None:
    with (FILMS / name).open("rb") as file:
        probed = probe(file, ClipLimits())
        steps = rungs_for(probed)
        with opened(file) as footage:
            assert copy_of(footage, probed, steps[-1]) is not None
    assert len(steps) == 2
    assert 5 <= probed.duration / 1_000_000 <= 9


def test_every_credit_names_author_licence_origin_and_change() -> None:
    for folder in (PICTURES, FILMS):
        with (folder / "CREDITS.csv").open(encoding="utf-8") as file:
            assert all(all(row.values()) for row in csv.DictReader(file))


@pytest.mark.parametrize("name", sorted(load_credits()))
def test_a_crop_has_one_of_the_ratios_of_a_card(name: str) -> None:
    with Image.open(PICTURES / name) as picture:
        ratio = picture.width / picture.height
        assert max(picture.size) <= 1440
    assert min(abs(ratio - wanted) for wanted in RATIOS) < 0.005


def test_a_note_ends_with_the_names_of_those_who_took_its_pictures() -> None:
    note = next(note for note in NOTES if note.key == "eduardo-picos")
    said = credited(note, load_credits())
    assert said.startswith("Up from the cable car")
    assert said.endswith("\n\nPicture: Aitzol Berasategi, CC-BY-4.0, cropped")


@pytest.mark.parametrize("person", WORLD, ids=by_handle)
def test_everybody_has_boards_in_their_language_with_a_picture_on_top(person: DemoPerson) -> None:
    by = {note.key: note for note in NOTES}
    assert sum(not board.private for board in person.boards) >= 1
    for board in person.boards:
        assert 0 < len(board.name) <= 40
        assert any("\u4e00" <= sign <= "\u9fff" for sign in board.name) == (person.locale == "zh")
        assert set(board.notes) <= set(by)
        assert len(set(board.notes)) == len(board.notes) >= 2
        assert by[board.notes[0]].pictures


def test_about_half_of_the_world_writes_chinese_and_half_english() -> None:
    spoken = Counter(note.lang for note in NOTES)
    assert abs(spoken["zh"] - spoken["en"]) <= 6
    assert 90 <= len(NOTES) <= 100


def test_text_covers_are_at_most_half() -> None:
    assert sum(note.cover is not None for note in NOTES) <= len(NOTES) / 2


def test_every_topic_has_a_note_and_the_loved_ones_many() -> None:
    told = Counter(topic for note in NOTES for topic in note.topics)
    assert set(told) == set(TOPICS)
    assert all(told[topic] >= 14 for topic in LOVED)


def test_neighbours_in_time_do_not_show_the_same_picture() -> None:
    credit_of = load_credits()
    latest = sorted(NOTES, key=lambda note: note.hours)
    faces = [credit_of[n.pictures[0].file].original if n.pictures else n.key for n in latest]
    for place in range(len(faces) - 3):
        assert len(set(faces[place : place + 4])) == 4


def test_the_newest_notes_are_of_many_topics() -> None:
    newest = sorted(NOTES, key=lambda note: note.hours)[:24]
    assert sum(not set(LOVED).isdisjoint(note.topics) for note in newest) <= 10
    assert sum(note.cover is not None for note in newest) <= 10
    assert len({note.topics[0] for note in newest}) >= 12
