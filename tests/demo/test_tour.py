"""The tour of the demo world leads to every page there is."""

from serai import web
from serai.demo import ELSEWHERE, TOUR

PAGES = {endpoint.path for endpoint in web.ROUTES if endpoint.reads}


def test_every_page_is_on_the_tour_or_it_is_said_why_not() -> None:
    toured = {stop.route for stop in TOUR}
    assert toured & set(ELSEWHERE) == set()
    assert toured | set(ELSEWHERE) == PAGES


def test_every_stop_has_a_name_of_its_own() -> None:
    names = [stop.name for stop in TOUR]
    assert len(names) == len(set(names))
