"""Documents that lie fail here."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import fields

from serai.cli import COMMANDS, main
from serai.media import PIECE, SETTLED
from serai.settings import Settings
from serai.web.media import CLOSED, OPEN, PLAYED, SANDBOX

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
LINK = re.compile(r"\]\(([^)#]+)\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text("utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_readme_names_every_command_and_every_setting() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for command in COMMANDS:
        assert f"`{command}`" in text, command
    for setting in fields(Settings):
        assert f"`SERAI_{setting.name.upper()}`" in text, setting.name


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_says_what_it_does(command: str) -> None:
    told = CliRunner().invoke(main, [command, "--help"])
    assert told.exit_code == 0
    assert len(told.output.splitlines()) > 3


def test_the_readme_names_the_two_scripts_and_their_options() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for words in ("bin/run", "bin/test", "--empty", "--port N", "--home DIR", "/healthz"):
        assert words in text
    for script in ("run", "test", "serai"):
        assert (ROOT / "bin" / script).stat().st_mode & 0o111


def test_what_is_written_of_files_is_how_they_are_served() -> None:
    text = (ROOT / "docs" / "files.md").read_text("utf-8")
    for headers in (OPEN, CLOSED, PLAYED):
        for said in headers.values():
            assert f"`{said}`" in text, said
    assert SANDBOX["x-content-type-options"] in text
    assert (SETTLED.total_seconds(), PIECE) == (30 * 60, 256 * 1024)
    assert "half an hour" in text
    assert "256 kB" in text
