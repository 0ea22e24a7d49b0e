"""Every sentence stands in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from serai.entry import LOCALES, load_words
from serai.recommend import WEIGHTS
from serai.recommend._sum import PARTS
from serai.web.reasons import PLAIN
from serai.web.transparency import FEATURES, OUTCOMES

HOUSE = Path(__file__).parents[2] / "serai"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext.babel_extract")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
HAN = re.compile(r"[\u4e00-\u9fff]")


def codes_raised() -> Iterator[tuple[str, str]]:
    for path in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            named = [k.value for k in node.keywords if k.arg == "code"]
            refusal = getattr(node.func, "id", "") == "Refusal" and node.args
            for value in [*named, *(node.args[:1] if refusal else [])]:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value, f"{path.name}:{node.lineno}"


def messages() -> set[str]:
    found: set[str] = set()
    for room in ("web", "entry"):
        for _, _, message, _, _ in extract_from_dir(
            HOUSE / room, METHODS, keywords=KEYWORDS, options_map={"templates/**.html": {}}
        ):
            found |= {message} if isinstance(message, str) else {message[0]}
    return found


def test_every_code_has_its_sentences() -> None:
    known = set(load_words().refusals)
    raised = dict(codes_raised())
    assert len(raised) > 20
    assert {code: where for code, where in raised.items() if code not in known} == {}


def test_a_sentence_speaks_both_languages_of_the_same_values() -> None:
    for code, sentence in load_words().refusals.items():
        fields = [
            {name for _, name, _, _ in Formatter().parse(text) if name}
            for text in (sentence.en, sentence.zh)
        ]
        assert fields[0] == fields[1], code
        assert HAN.search(sentence.zh), code
        assert not HAN.search(sentence.en), code
        assert 400 <= sentence.status < 600, code


def test_every_message_of_the_pages_is_translated() -> None:
    chinese = load_words().catalogues["zh"]
    asked = messages()
    assert len(asked) > 50
    untranslated = sorted(asked - {*chinese.singular, *chinese.plural})
    assert untranslated == []


def test_no_translation_is_left_over_and_none_stands_twice() -> None:
    asked = messages()
    seen: dict[str, str] = {}
    for file in sorted((HOUSE / "entry" / "locale" / "zh").glob("*.po")):
        with file.open("rb") as stream:
            for message in read_po(stream, locale="zh"):
                name = message.id if isinstance(message.id, str) else message.id[0]
                if not name:
                    continue
                assert name in asked, f"{file.name}: {name!r} is used nowhere"
                assert name not in seen, f"{name!r} stands in {seen[name]} and {file.name}"
                seen[name] = file.name


def test_the_interface_speaks_the_languages_it_names() -> None:
    assert set(load_words().catalogues) == set(LOCALES)


def test_every_part_of_a_sum_and_every_weight_has_its_sentence() -> None:
    assert {*PARTS, "variety"} == set(PLAIN)
    assert set(WEIGHTS.weights) <= set(FEATURES)
    assert set(WEIGHTS.value) == set(OUTCOMES)
