"""Ids that are missing, doubled, made up or another's, over the API."""

from typing import Any, Final

import httpx
import pytest

from serai.entry import House
from tests.conftest import Enter
from tests.web.forms import assert_problem
from tests.web.owned import World, a_world, filled_in

# Ids go to the store as numbers; the rooms' own tests ask both stores.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

V1: Final = "/api/serai/v1"
DRAFT: Final[dict[str, Any]] = {"title": "t", "pictures": ["{loose}", "{second}"]}
COMMENT: Final[dict[str, Any]] = {"text": "so good", "answers": "{said}"}
REPORT: Final[dict[str, Any]] = {"subject_kind": "comment", "subject": "{said}", "reason": "spam"}

CALLS: Final[list[tuple[str, dict[str, Any] | None, str]]] = [
    ("POST /notes", DRAFT | {"pictures": []}, "note.no_pictures"),
    ("POST /notes", {"title": "t"}, "note.no_pictures"),
    ("POST /notes", DRAFT | {"pictures": ["x"]}, "entry.malformed"),
    ("POST /notes", DRAFT | {"pictures": ["{beyond}"]}, "entry.malformed"),
    ("POST /notes", DRAFT | {"pictures": [7]}, "entry.malformed"),
    ("POST /notes", DRAFT | {"pictures": ["{nobodys}"]}, "note.foreign_picture"),
    ("POST /notes", DRAFT | {"pictures": ["{foreign}"]}, "note.foreign_picture"),
    ("POST /notes", DRAFT | {"pictures": ["{loose}", "{loose}"]}, "note.picture_twice"),
    ("POST /notes", DRAFT | {"pictures": ["{used}"]}, "note.picture_used"),
    ("PATCH /notes/{mine}", {"pictures": []}, "note.no_pictures"),
    ("PATCH /notes/{mine}", {"pictures": ["{foreign}"]}, "note.foreign_picture"),
    ("PATCH /notes/{mine}", {"pictures": ["{loose}", "{loose}"]}, "note.picture_twice"),
    ("PATCH /notes/x", {}, "entry.not_found"),
    ("PATCH /notes/{open}", {}, "note.not_found"),
    ("DELETE /notes/{open}", None, "note.not_found"),
    ("POST /notes/{gone}/restore", None, "note.not_found"),
    ("GET /notes/x", None, "entry.not_found"),
    ("GET /notes/{beyond}", None, "entry.not_found"),
    ("GET /notes/{closed}", None, "note.not_found"),
    ("PUT /notes/{closed}/like", None, "note.not_found"),
    ("PUT /notes/{closed}/hide", None, "note.not_found"),
    ("POST /notes/{closed}/comments", {"text": "hello"}, "note.not_found"),
    ("POST /notes/{open}/comments", {"answers": "{said}"}, "comment.empty"),
    ("POST /notes/{open}/comments", COMMENT | {"answers": "x"}, "entry.malformed"),
    ("POST /notes/{open}/comments", COMMENT | {"answers": "{nobodys}"}, "comment.not_found"),
    ("POST /notes/{open}/comments", COMMENT | {"answers": "{elsewhere}"}, "comment.not_found"),
    ("POST /notes/{open}/comments", COMMENT | {"answers": "{unsaid}"}, "comment.not_found"),
    ("DELETE /comments/{said}", None, "comment.not_found"),
    ("POST /comments/{unsaid}/restore", None, "comment.not_found"),
    ("POST /reports", {"subject_kind": "note", "reason": "spam"}, "entry.malformed"),
    ("POST /reports", REPORT | {"subject": "x"}, "entry.malformed"),
    ("POST /reports", REPORT | {"subject": "{unsaid}"}, "comment.not_found"),
    ("POST /reports", REPORT | {"subject_kind": "note", "subject": "{closed}"}, "note.not_found"),
    ("POST /reports", REPORT | {"subject_kind": "person"}, "entry.not_found"),
    ("POST /reports", REPORT | {"subject_kind": "house"}, "entry.malformed"),
    ("DELETE /reports/{report}", None, "report.not_found"),
    ("PATCH /pictures/{foreign}", {"alt": "mine now"}, "media.not_found"),
    ("PATCH /pictures/{nobodys}", {"alt": "mine now"}, "media.not_found"),
    ("PATCH /pictures/x", {"alt": "mine now"}, "entry.not_found"),
    ("PATCH /pictures/{loose}", {}, "entry.malformed"),
    ("DELETE /pictures/{foreign}", None, "media.not_found"),
    ("DELETE /pictures/{used}", None, "media.in_use"),
    ("PUT /pictures/{loose}/motion", {}, "clip.empty"),
    ("PUT /pictures/{loose}/motion", {"clip": "x"}, "entry.malformed"),
    ("PUT /pictures/{loose}/motion", {"clip": "{nobodys}"}, "clip.not_found"),
    ("PUT /pictures/{foreign}/motion", {"clip": "{nobodys}"}, "media.not_found"),
    ("DELETE /pictures/{foreign}/motion", None, "media.not_found"),
    ("DELETE /pictures/x/motion", None, "entry.not_found"),
    ("POST /drafts", {"pictures": ["{foreign}"]}, "note.foreign_picture"),
    ("POST /drafts", {"kind": "video", "clip": "{others_clip}"}, "note.foreign_clip"),
    ("POST /notes", {"kind": "video", "title": "t"}, "note.no_clip"),
    ("POST /notes", {"kind": "video", "clip": "x"}, "entry.malformed"),
    ("POST /notes", {"kind": "video", "clip": "{nobodys}"}, "note.foreign_clip"),
    ("POST /notes", {"kind": "video", "clip": "{others_clip}"}, "note.foreign_clip"),
    ("POST /notes", {"kind": "video", "clip": "{played}"}, "note.clip_used"),
    ("POST /notes", {"kind": "video", "clip": "{clip}"}, "note.clip_not_ready"),
    ("PUT /drafts/{nobodys}/when-ready", None, "draft.not_found"),
    ("POST /clips", {"name": "a.mov", "size": 0}, "clip.empty"),
    ("POST /clips", {"name": "a.mov", "size": -1}, "entry.malformed"),
    ("POST /clips", {"name": "a.mov", "size": 3_000_000_000}, "clip.too_heavy"),
    ("POST /clips", {"size": 10}, "entry.malformed"),
    ("GET /clips/x", None, "entry.not_found"),
    ("GET /clips/{others_clip}", None, "clip.not_found"),
    ("GET /clips/{others_clip}/file", None, "clip.not_found"),
    ("POST /clips/{others_clip}/retry", None, "clip.not_found"),
    ("POST /clips/{clip}/retry", None, "clip.cannot_retry"),
    ("PUT /clips/{clip}/poster", {"at": 1}, "clip.not_ready"),
    ("PUT /clips/{others_clip}/poster", {"at": 1}, "clip.not_found"),
    ("PUT /clips/{played}/poster", {"at": -1}, "entry.malformed"),
    ("DELETE /clips/{others_clip}", None, "clip.not_found"),
    ("DELETE /clips/{played}", None, "clip.in_use"),
    ("GET /drafts/x", None, "entry.not_found"),
    ("GET /drafts/{nobodys}", None, "draft.not_found"),
    ("PUT /drafts/{nobodys}", {"title": "t"}, "draft.not_found"),
    ("DELETE /drafts/{nobodys}", None, "draft.not_found"),
    ("POST /drafts/{nobodys}/restore", None, "draft.not_found"),
    ("PUT /drafts/{nobodys}/schedule", {"at": "soon"}, "entry.malformed"),
    ("PUT /drafts/{nobodys}/schedule", {"at": "2026-12-01T10:00:00"}, "entry.malformed"),
    ("PUT /drafts/{nobodys}/schedule", {"at": "2026-12-01T10:00:00Z"}, "draft.not_found"),
    ("DELETE /drafts/{nobodys}/schedule", None, "draft.not_found"),
    ("POST /drafts/{nobodys}/publish", None, "draft.not_found"),
    ("POST /notes/{open}/unpublish", None, "note.not_found"),
    ("PUT /people/nobody/follow", None, "entry.not_found"),
    ("PUT /people/ana/block", None, "graph.self"),
]


@pytest.fixture
async def world(house: House) -> World:
    return await a_world(house)


async def call(client: httpx.AsyncClient, world: World, what: str, sent: Any) -> httpx.Response:
    method, _, path = world.fill(what).partition(" ")
    return await client.request(method, V1 + path, json=filled_in(world, sent))


async def test_good_ids_are_taken_from_programs(world: World, enter: Enter) -> None:
    client = await enter(world.ana)
    for what, sent in (
        ("POST /notes", DRAFT),
        ("PATCH /notes/{mine}", {"pictures": ["{used}"]}),
        ("POST /notes/{open}/comments", COMMENT),
        ("POST /reports", REPORT),
        ("PATCH /pictures/{used}", {"alt": "a wall"}),
        ("PUT /notes/{open}/like", None),
    ):
        assert (await call(client, world, what, sent)).status_code < 300, what


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_a_program_hears_of_a_wrong_id(
    house: House, world: World, enter: Enter, locale: str
) -> None:
    client = await enter(world.ana, locale)
    for what, sent, code in CALLS:
        assert_problem(house, await call(client, world, what, sent), code, locale)
