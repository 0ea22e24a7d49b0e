"""Every call keeps to its own description, whatever is thrown at it, on both stores."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CheckFunction
from schemathesis.specs.openapi.checks import positive_data_acceptance

from serai.api import ROUTES
from serai.api.openapi import describe
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


# What is too long for its field may be too long to be read at all.
REFUSED = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "422", "428", "429"]
CONFIG = schemathesis.Config.from_dict(
    {"checks": {"negative_data_rejection": {"expected-statuses": REFUSED}}}
)

# Sessions are left out: a call that ends its own would leave the rest unasked.
schema = schemathesis.openapi.from_dict(describe(ROUTES, "http://localhost"), config=CONFIG)


# A picture of one pixel fits the schema and is refused all the same: rules of the house go further.
BEYOND: list[CheckFunction] = [positive_data_acceptance]


@schema.exclude(path_regex="/sessions").parametrize()
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_call_keeps_to_its_description(
    case: schemathesis.Case[Any], probed: Served, bearer: dict[str, str]
) -> None:
    case.call_and_validate(base_url=probed.url, headers=bearer, excluded_checks=BEYOND)
