"""What is private in an archive is nowhere afterwards, also when the house falls in mid-upload."""

import io
import json
import socket
import time
import zipfile
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest

from tests.stories.conftest import Served

PLANTED = "PLANTEDSECRET"
KEPT = "keptsearchterm"


def archive(filler: int = 0) -> bytes:
    """A stored zip, so that a copy of it anywhere would show its words."""
    plain = {
        "Your Activity": {
            "Searches": {"SearchList": [{"Date": "2025-03-01 10:00:00", "SearchTerm": KEPT}]},
            "Login History": {"LoginHistoryList": [{"IP": f"{PLANTED}1", "DeviceModel": PLANTED}]},
        },
        "Direct Message": {
            "Direct Messages": {
                "ChatHistory": {f"Chat History with {PLANTED}2:": [{"Content": f"{PLANTED}3"}]}
            }
        },
        "Profile And Settings": {
            "Profile Info": {"ProfileMap": {"emailAddress": f"{PLANTED}@example.org"}},
            "Autofill": {"Address": f"{PLANTED}4"},
        },
        "TikTok Shop": {"Order History": {"OrderHistories": [{"Item": f"{PLANTED}5"}]}},
        "Comment": {
            "Comments": {"CommentsList": [{"date": "", "comment": f"dear {PLANTED}6, a recipe"}]}
        },
        "Unknown": [PLANTED * 20 for _ in range(filler)],
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as made:
        made.writestr("user_data_tiktok.json", json.dumps(plain))
    return packed.getvalue()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def places(served: Served, word: str) -> list[str]:
    """Every file of the house (database, WAL, blobs, temporary files, log) that holds `word`."""
    files = [path for path in served.home.parent.rglob("*") if path.is_file()]
    return [path.name for path in files if word.encode() in path.read_bytes()]


def spooled(served: Served) -> int:
    """Bytes in files of the server that have no name."""
    assert served.process is not None
    open_files = Path(f"/proc/{served.process.pid}/fd")
    if not open_files.exists():
        pytest.skip("this system does not tell which files a process holds")
    nameless = [one for one in open_files.iterdir() if "(deleted)" in str(one.readlink())]
    return sum(one.stat().st_size for one in nameless)


def post(served: Served, body: bytes) -> httpx.Response:
    kind = {"content-type": "application/zip"}
    with httpx.Client(follow_redirects=True, timeout=60) as client:
        return client.post(f"{served.url}/arrive", content=body, headers=kind)


@pytest.fixture
def served(tmp_path: Path, temporary: Path) -> "Served":
    assert temporary.is_dir()
    return Served(tmp_path / "home", empty=True)


def test_after_an_upload_only_the_kept_parts_are_anywhere(served: Served) -> None:
    served.start()
    try:
        assert KEPT in post(served, archive()).text
        assert places(served, KEPT), "the search itself finds what is there"
        assert places(served, PLANTED) == []
        broken = archive().replace(b'"Unknown": ', b'"Unknown"x ')
        assert post(served, broken).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert places(served, PLANTED) == []
    finally:
        served.stop(hard=True)
    assert places(served, PLANTED) == []


def test_a_house_that_falls_in_mid_upload_leaves_nothing(served: Served) -> None:
    served.start()
    body = archive(filler=40_000)
    with socket.create_connection(("127.0.0.1", served.port)) as line:
        head = f"POST /arrive HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
        line.sendall(head.encode() + body[: len(body) * 3 // 4])
        time.sleep(1)
        assert spooled(served) > len(body) // 2, "the bytes had really come"
        served.stop(hard=True)
    assert places(served, PLANTED) == []
    served.start()
    assert places(served, PLANTED) == []
    served.stop()
