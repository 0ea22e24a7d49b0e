"""What the operator types, as it is typed."""

import asyncio
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from serai.cli import COMMANDS, main
from serai.cli.given import given, given_house, keep_address
from serai.kernel import SystemClock
from serai.store import open_database
from tests.world import a_note, somebody


def say(*words: str) -> tuple[int, str]:
    answer = CliRunner().invoke(main, words)
    return answer.exit_code, answer.output


def test_help_names_every_command() -> None:
    code, said = say("--help")
    assert code == 0
    assert COMMANDS
    assert all(f"  {name} " in said for name in COMMANDS)


@pytest.mark.parametrize("words", [("enter", "@lin"), ("reset", "@lin"), ("reports",), ("trials",)])
def test_where_no_house_is_none_is_made(tmp_path: Path, words: tuple[str, ...]) -> None:
    code, said = say(*words, "--home", str(tmp_path))
    assert code == 1
    assert f"no Serai lives in {tmp_path} yet" in said
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    "words",
    [("run", "--port", "99999"), ("run", "--prot", "3"), ("enter",), ("nosuch",)],
)
def test_what_cannot_be_meant_is_told(words: tuple[str, ...]) -> None:
    code, said = say(*words)
    assert (code, "Error: " in said) == (2, True)


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    code, said = say("run", "--home", str(file / "home"))
    assert (code, "Choose another folder with --home." in said) == (1, True)


def test_the_operator_sees_which_notes_wait_and_what_is_short(
    tmp_path: Path, sqlite_template: Path
) -> None:
    shutil.copy(sqlite_template, tmp_path / "serai.db")
    code, said = say("trials", "--home", str(tmp_path))
    assert (code, said.splitlines()[0]) == (0, "0 new notes wait for an audience")
    assert said.splitlines()[-1] == "there are readers enough"
    asyncio.run(publish_two(f"sqlite:///{tmp_path / 'serai.db'}"))
    code, said = say("trials", "--home", str(tmp_path), "--most", "1")
    assert code == 0
    told = said.splitlines()
    assert told[:2] == [
        "2 new notes wait for an audience",
        "30 impressions needed, 0 in the last two hours",
    ]
    assert told[2] == "short by 30; nobody reads just now"
    assert told[3].endswith("stage 1, 0 of 15     The first")
    assert len(told) == 4


async def publish_two(address: str) -> None:
    database = await open_database(address, SystemClock())
    async with database.write() as tx:
        ana = await somebody(tx)
        await a_note(tx, ana, "The first")
        await a_note(tx, ana, "The second")
    await database.close()


def test_links_lead_to_where_the_house_was_opened_last(tmp_path: Path) -> None:
    (tmp_path / "serai.db").touch()
    assert given_house(tmp_path).public_address == "http://localhost:8000"
    keep_address(given(tmp_path, port=8123))
    assert given_house(tmp_path).public_address == "http://localhost:8123"
    assert given_house(tmp_path, port=8124).public_address == "http://localhost:8124"
