"""Leaving: gone for everybody at once; and coming back to everything as it was."""

from playwright.sync_api import expect

from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import is_accessible

SECRET = "four plain words here"


def test_who_leaves_is_gone_and_comes_back(demo: Served, visit: Visit) -> None:
    page = visit(f"{demo.url}/join")
    answer = page.request.post(
        f"{demo.url}/join", form={"handle": "passerby", "name": "Passer-by", "password": SECRET}
    )
    assert answer.ok
    page.goto(f"{demo.url}/settings/leave")
    expect(page.get_by_role("heading", name="Delete your account")).to_be_visible()
    is_accessible(page)
    picture_of(page, "leave")
    page.get_by_label("Your password").fill(SECRET)
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_role("heading", name="You have left")).to_be_visible()
    gone = visit(f"{demo.url}/@passerby")
    assert "Passer-by" not in gone.content()

    page.goto(f"{demo.url}/sign-in")
    page.locator("input[name=handle]").fill("passerby")
    page.locator("input[name=password]").fill(SECRET)
    page.locator("input[name=password]").press("Enter")
    expect(page.get_by_role("button", name="Come back")).to_be_visible()
    is_accessible(page)
    page.get_by_role("button", name="Come back").click()
    expect(page.get_by_role("heading", name="Passer-by")).to_be_visible()
