"""Joining and coming back, with the keys a browser really makes."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.stories.conftest import Served, Visit, picture_of


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One empty house for these stories; each brings a person of their own."""
    served = Served(tmp_path_factory.mktemp("joining") / "home", empty=True)
    served.start()
    yield served
    served.stop()


def hold_a_device(page: Page) -> None:
    """Give the browser a platform authenticator that agrees to everything."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def is_accessible(page: Page) -> None:
    found = Axe().run(page, context="main")  # the frame around it has a story of its own
    assert found.violations_count == 0, found.generate_report()


def join(page: Page, handle: str) -> None:
    page.get_by_label("Handle").fill(handle)
    expect(page.locator("#handle-said")).to_contain_text(f"@{handle} is free")
    page.get_by_label("Name", exact=True).fill("安娜 Ana")
    page.get_by_role("button", name="Join with a passkey").click()
    expect(page.locator(".codes li")).to_have_count(10)


def test_somebody_joins_with_a_passkey_and_keeps_the_codes(house: Served, visit: Visit) -> None:
    page = visit(f"{house.url}/join?then=/settings/devices")
    hold_a_device(page)
    page.get_by_label("Handle").fill("Support")
    expect(page.locator("#handle-said")).to_contain_text("speak for this house")
    is_accessible(page)
    picture_of(page, "join-desktop")
    join(page, "ana")
    is_accessible(page)
    picture_of(page, "codes-desktop")
    assert page.url.endswith("/settings/keys"), "reloading sends no form again"
    with page.expect_download() as kept:
        page.get_by_role("link", name="Save as a file").click()
    first = page.locator(".codes code").first.inner_text()
    assert first in kept.value.path().read_text("utf-8")
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("This one")).to_be_visible()
    assert page.url.endswith("/settings/devices")


def test_somebody_comes_back_with_their_passkey(house: Served, visit: Visit) -> None:
    page = visit(f"{house.url}/join")
    hold_a_device(page)
    join(page, "cy")
    page.goto(f"{house.url}/settings/keys")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("holds a passkey for this account already")).to_be_visible()
    page.goto(f"{house.url}/settings")
    picture_of(page, "settings-desktop")
    page.goto(f"{house.url}/settings/devices")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto(f"{house.url}/sign-in?then=/settings")
    is_accessible(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("安娜 Ana")


def test_a_strangers_like_is_given_once_they_are_in(demo: Served, visit: Visit) -> None:
    page = visit(demo.url, script=False)
    heart = page.locator("form[action$='/like']").first
    note = (heart.get_attribute("action") or "").removesuffix("/like")
    heart.get_by_role("button").click()
    expect(page.get_by_text("Join, and your like is given")).to_be_visible()
    page.get_by_label("Handle").fill("liker")
    page.get_by_label("Password").fill("three quiet words")
    page.get_by_role("button", name="Join with a password").click()
    page.get_by_role("link", name="I have kept them").click()
    expect(page).to_have_url(f"{demo.url}{note}")
    expect(page.locator(f"form[action='{note}/unlike']").first).to_be_visible()


def test_somebody_joins_by_telephone_without_scripts(house: Served, visit: Visit) -> None:
    page = visit(f"{house.url}/join", phone=True, locale="zh-CN", dark=True, script=False)
    assert page.get_by_role("button", name="用通行密钥加入").count() == 0
    page.get_by_label("用户名").fill("bo")
    page.get_by_label("密码").fill("short")
    page.get_by_role("button", name="用密码加入").click()
    expect(page.get_by_role("alert")).to_contain_text("密码至少 10 个字符")
    expect(page.get_by_label("用户名")).to_have_value("bo")
    page.get_by_label("密码").fill("骆驼 caravan 2026")
    picture_of(page, "join-phone-dark")
    page.get_by_role("button", name="用密码加入").click()
    expect(page.locator(".codes li")).to_have_count(10)
    code = page.locator(".codes code").first.inner_text()

    other = visit(f"{house.url}/sign-in/recovery", phone=True)
    other.get_by_label("Handle").fill("bo")
    other.get_by_label("Recovery code").fill(code.upper())
    other.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(other.get_by_text("还剩 9 个恢复码")).to_be_visible()
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for path in ("", "/keys", "/devices", "/look"):
        other.goto(f"{house.url}/settings{path}")
        assert other.evaluate(width) <= 0, f"/settings{path} is wider than a telephone"
        is_accessible(other)
    picture_of(other, "settings-look-phone")


def test_away_from_its_address_the_passkey_button_says_why_it_cannot(
    house: Served, visit: Visit
) -> None:
    page = visit(f"{house.url.replace('localhost', '127.0.0.1')}/join")
    hold_a_device(page)
    expect(page.locator("serai-passkey [role=status]")).to_contain_text(house.url)
    button = page.get_by_role("button", name="Join with a passkey")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_role("button", name="Join with a password")).to_have_class(
        re.compile("primary")
    )
    is_accessible(page)


def test_who_leaves_confirms_it_with_their_passkey(house: Served, visit: Visit) -> None:
    page = visit(f"{house.url}/join")
    hold_a_device(page)
    join(page, "dee")
    page.goto(f"{house.url}/settings/leave")
    expect(page.get_by_label("Type your handle")).to_be_visible()
    is_accessible(page)
    picture_of(page, "leave-passkey")
    page.get_by_role("button", name="Delete my account, with my passkey").click()
    expect(page.get_by_role("heading", name="You have left")).to_be_visible()
