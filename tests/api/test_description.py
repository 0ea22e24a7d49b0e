"""Every call keeps to its own description, whatever is thrown at it, on both stores."""

import re
from collections.abc import Iterator

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from tests.stories.conftest import Served

WHO = {"handle": "prober", "password": "a long road to the inn"}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def probed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    more = {"SERAI_WRITES_PER_MINUTE": "1000000", "SERAI_MODELS": "0"}
    if request.param == "postgresql":
        address: str = request.getfixturevalue("postgres_server")
        more["SERAI_DATABASE"] = address
    served = Served(tmp_path_factory.mktemp("api") / "home", empty=True, **more)
    served.start()
    yield served
    served.stop()


@pytest.fixture(scope="module")
def bearer(probed: Served) -> dict[str, str]:
    join = {**WHO, "name": "Prober"}
    httpx.post(f"{probed.url}/join", data=join).raise_for_status()
    answer = httpx.post(f"{probed.url}/api/serai/v1/sessions", json=WHO).raise_for_status()
    return {"authorization": f"Bearer {answer.json()['token']}"}


@pytest.fixture(scope="module")
def description(probed: Served) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_url(f"{probed.url}/openapi.json")


schema = schemathesis.pytest.from_fixture("description")


@schema.exclude(path_regex=re.compile(r"/sessions")).parametrize()
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_call_keeps_to_its_description(case: schemathesis.Case, bearer: dict[str, str]) -> None:
    case.call_and_validate(headers=bearer)
