import asyncio
from collections.abc import Sequence
from datetime import timedelta

from serai.kernel import HandClock
from serai.languages import Interpreter, RememberedEngine, sweep_translations, turn_all
from serai.languages.translations import KEPT_DAYS
from serai.store import Database

READS = {"zh"}
TEXT = "I love this place. 今天很好。"


async def turned(database: Database, text: str, target: str = "zh") -> str:
    async with database.read() as look:
        (found,) = await turn_all(look, [text], READS, target)
    return "" if found.left else found.text


async def test_what_somebody_does_not_read_is_translated_and_the_rest_stays(
    database: Database,
) -> None:
    engine = RememberedEngine()
    interpreter = Interpreter([engine])
    assert await turned(database, TEXT) == ""
    await asyncio.gather(*interpreter.begin(database, [TEXT], READS, "zh"))
    assert await turned(database, TEXT) == "zh: I love this place. 今天很好。"
    assert engine.asked == ["I love this place."]
    async with database.read() as look:
        (found,) = await turn_all(look, [TEXT], READS, "zh")
    assert found.sources == ("en",)
    assert [one.by for one in found.pieces] == ["remembered", ""]
    assert [(one.language, one.source) for one in found.pieces] == [("zh", "en"), ("zh", "zh")]


async def test_one_text_is_translated_once_however_many_wait(database: Database) -> None:
    engine = RememberedEngine()
    interpreter = Interpreter([engine])
    begun = [interpreter.begin(database, [TEXT, TEXT], READS, "zh") for _ in range(5)]
    await asyncio.gather(*(one for tasks in begun for one in tasks))
    again = Interpreter([engine])  # another process, later
    await asyncio.gather(*again.begin(database, [TEXT], READS, "zh"))
    assert engine.asked == ["I love this place."]


async def test_engines_are_asked_in_order_and_the_next_one_helps(database: Database) -> None:
    class Broken(RememberedEngine):
        async def translate(self, texts: Sequence[str], *_: str) -> list[str] | None:
            self.asked += texts
            return None

    broken, second, third = Broken(), RememberedEngine({("en", "zh")}), RememberedEngine()
    await asyncio.gather(*Interpreter([broken, second, third]).begin(database, [TEXT], READS, "zh"))
    assert (len(broken.asked), len(second.asked), len(third.asked)) == (1, 1, 0)


async def test_a_text_goes_through_english_where_nobody_goes_directly(database: Database) -> None:
    engine = RememberedEngine({("pt", "en"), ("en", "zh")})
    interpreter = Interpreter([engine])
    text = "Hoje comi um pastel muito bom na feira."
    await asyncio.gather(*interpreter.begin(database, [text], READS, "zh"))
    assert await turned(database, text) == f"zh: en: {text}"
    assert interpreter.reaches("pt", "zh")
    assert not interpreter.reaches("zh", "pt")


async def test_where_nobody_can_translate_the_text_stays_and_is_asked_again(
    database: Database,
) -> None:
    engine = RememberedEngine({("ja", "zh")})
    interpreter = Interpreter([engine])
    await asyncio.gather(*interpreter.begin(database, [TEXT], READS, "zh"))
    assert await turned(database, TEXT) == ""
    engine.directions = None
    await asyncio.gather(*interpreter.begin(database, [TEXT], READS, "zh"))
    assert await turned(database, TEXT) != ""


async def test_an_engine_that_loses_names_is_asked_stretch_by_stretch(database: Database) -> None:
    class Forgetful(RememberedEngine):
        async def translate(
            self, texts: Sequence[str], source: str, target: str, /
        ) -> list[str] | None:
            made = await super().translate(texts, source, target)
            return made and [one.replace("ZZ1", "") for one in made]

    text = "Ask @ana about the soup."
    await asyncio.gather(*Interpreter([Forgetful()]).begin(database, [text], READS, "zh"))
    assert await turned(database, text) == "zh: Ask @ana zh: about the soup."


async def test_many_passages_go_to_an_engine_together_and_not_without_end(
    database: Database,
) -> None:
    calls: list[int] = []

    class Counting(RememberedEngine):
        async def translate(
            self, texts: Sequence[str], source: str, target: str, /
        ) -> list[str] | None:
            calls.append(len(texts))
            return await super().translate(texts, source, target)

    text = "".join(f"This is sentence number {n} of many. 这是第{n}句。" for n in range(300))
    await asyncio.gather(*Interpreter([Counting()]).begin(database, [text], READS, "zh"))
    assert calls == [20] * 5


async def test_an_engine_that_breaks_is_passed_over(database: Database) -> None:
    class Breaking(RememberedEngine):
        async def translate(self, *_: object) -> list[str] | None:
            raise ValueError

    engine = RememberedEngine()
    await asyncio.gather(*Interpreter([Breaking(), engine]).begin(database, [TEXT], READS, "zh"))
    assert await turned(database, TEXT) != ""


async def test_a_translation_is_dropped_after_its_days(
    database: Database, clock: HandClock
) -> None:
    engine = RememberedEngine()
    await asyncio.gather(*Interpreter([engine]).begin(database, [TEXT], READS, "zh"))
    for days, gone in ((KEPT_DAYS - 1, 0), (2, 1)):
        clock.advance(timedelta(days=days))
        async with database.write() as tx:
            assert await sweep_translations(tx) == gone
    assert await turned(database, TEXT) == ""
