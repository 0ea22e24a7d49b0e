"""A private account: asked, accepted, seen; and what a stranger sees of it."""

from playwright.sync_api import expect

from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import come_in, is_accessible


def test_who_asks_is_let_in_and_then_sees(demo: Served, visit: Visit) -> None:
    grace = visit(demo.url)
    come_in(grace, demo, "grace")
    grace.goto(f"{demo.url}/@noor")
    expect(grace.get_by_text("This account is private")).to_be_visible()
    is_accessible(grace)
    grace.locator("form.follow button").click()
    expect(grace.get_by_role("button", name="Requested")).to_be_visible()

    noor = visit(demo.url)
    come_in(noor, demo, "noor")
    noor.goto(f"{demo.url}/settings/requests")
    asking = noor.locator('li.person[data-person="grace"]')
    expect(asking).to_be_visible()
    is_accessible(noor)
    picture_of(noor, "requests")
    noor.get_by_role("button", name="Accept Grace").first.click()
    expect(noor.get_by_role("button", name="Undo")).to_be_visible()

    grace.reload()
    expect(grace.get_by_text("I answer letters on Sundays").first).to_be_visible()
    stranger = visit(f"{demo.url}/@noor")
    expect(stranger.get_by_text("This account is private")).to_be_visible()
    assert "letters on Sundays" not in stranger.content()
