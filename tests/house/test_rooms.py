"""The rules of the house that no linter says."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "serai"
MAP = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
ROOMS = sorted(path.parent.name for path in HOUSE.glob("*/__init__.py"))
REFUSED_NAMES = {"utils", "helpers", "common", "manager", "service", "services", "base", "misc"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
GENERATED = HOUSE / "store" / "migrations"


def sources() -> Iterator[Path]:
    for path in sorted(HOUSE.rglob("*.py")):
        if GENERATED not in path.parents:
            yield path


def doc_of(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""


def first_sentence(room: str) -> str:
    return doc_of(HOUSE / room / "__init__.py").split("\n", 1)[0]


def intruders(graph: grimp.ImportGraph) -> list[str]:
    """Imports of a private module from outside its own room."""
    found = []
    for importer in sorted(graph.modules):
        for imported in graph.find_modules_directly_imported_by(importer):
            parts = imported.split(".")
            private = next((at for at, part in enumerate(parts) if part.startswith("_")), None)
            if private is not None and not importer.startswith(".".join(parts[:private])):
                found.append(f"{importer} opens {imported}")
    return found


def test_a_private_module_is_opened_only_in_its_own_room() -> None:
    graph = grimp.build_graph("serai")
    graph.add_import(importer="serai.web.render", imported="serai.notes._tables")
    assert intruders(graph) == ["serai.web.render opens serai.notes._tables"]
    graph.remove_import(importer="serai.web.render", imported="serai.notes._tables")
    assert intruders(graph) == []


@pytest.mark.parametrize("room", ROOMS)
def test_the_map_says_of_each_room_what_its_door_says(room: str) -> None:
    sentence = first_sentence(room)
    assert re.fullmatch(r"[A-Z][a-z]+: .+\.", sentence), f"{room}: {sentence!r}"
    assert sentence in MAP.replace("*", ""), sentence


def test_the_map_names_no_room_that_is_not_there() -> None:
    named = {name.lower() for name in re.findall(r"^- \*\*(\w+)\*\*", MAP, re.MULTILINE)}
    assert named == set(ROOMS) | {"app", "plan", "crafts", "settings", "events"}


def test_each_file_opens_with_a_sentence_and_stays_short() -> None:
    for path in sources():
        assert doc_of(path).strip(), f"{path} has no first sentence"
        assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE, path


def test_each_function_stays_short() -> None:
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length <= LONGEST_FUNCTION, f"{path}: {node.name} has {length} lines"


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not {path.stem for path in sources()} & REFUSED_NAMES


def test_nothing_is_imported_inside_a_function_except_in_cli() -> None:
    for path in sources():
        if HOUSE / "cli" in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
                assert not inner, f"{path}: {node.name} imports inside"


def test_tests_are_mirrored_by_room() -> None:
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    missing = set(ROOMS) - folders - {"api", "web", "cli", "bench"}
    assert not missing, f"rooms without tests: {missing}"
