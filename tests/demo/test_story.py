from serai.demo import Deed, load_world, story
from serai.demo.story import (
    HOUR,
    Begins,
    Captions,
    Closes,
    Collects,
    Crops,
    Follows,
    Joins,
    Likes,
    LikesSaying,
    Looks,
    LooksFor,
    MakesBoard,
    Pins,
    Publishes,
    Says,
    Sends,
)

END = 1_795_000_000_000_000
STORY = story(load_world(), END)


def causes(deed: Deed) -> set[str]:
    match deed.act:
        case Joins():
            needed: set[str] = set()
        case Follows(who, whom):
            needed = {f"join:{who}", f"join:{whom}"}
        case (
            Publishes(who=who)
            | Sends(who=who)
            | MakesBoard(who=who)
            | Begins(who=who)
            | Looks(who=who)
            | LooksFor(who=who)
            | Closes(who=who)
        ):
            needed = {f"join:{who}"}
        case Likes(who, note) | Crops(who, note) | Captions(who, note):
            needed = {f"join:{who}", f"note:{note}"}
        case Says(who, note, _, answers):
            needed = {f"join:{who}", f"note:{note}"} | ({answers} if answers else set())
        case LikesSaying(who, said) | Pins(who, said):
            needed = {f"join:{who}", said}
        case Collects(who, board, note, _):
            needed = {f"join:{who}", board, f"note:{note}"}
    return needed


def test_nothing_happens_before_its_cause() -> None:
    seen: set[str] = set()
    for deed in STORY:
        assert causes(deed) <= seen, deed.key
        seen.add(deed.key)


def test_every_deed_has_its_own_key() -> None:
    assert len({deed.key for deed in STORY}) == len(STORY)


def test_the_story_ends_before_the_world_is_opened() -> None:
    assert all(deed.at < END for deed in STORY)
    assert [deed.at for deed in STORY] == sorted(deed.at for deed in STORY)


def test_the_same_world_tells_the_same_story() -> None:
    assert story(load_world(), END) == STORY


def test_some_notes_are_of_the_last_hours() -> None:
    fresh = [d for d in STORY if isinstance(d.act, Publishes) and END - d.at < 12 * HOUR]
    assert 5 <= len(fresh) <= 12
