"""Forms as a browser reads them, and refusals as a reader does."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Final

import httpx

from serai.entry import House

Typed = dict[str, str | list[str]]
"""What is typed into a form, by field."""

VOID: Final = frozenset({"input", "br", "img", "meta", "link", "hr", "rect", "path", "stop"})


class _Reader(HTMLParser):
    """Collects each form's fields as they would be sent, and what is said in alerts."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, list[str]]]] = []
        self.alerts: list[str] = []
        self._fields: dict[str, list[str]] | None = None
        self._alert_depth = 0
        self._textarea: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._alert_depth and tag not in VOID:
            self._alert_depth += 1
        elif given.get("role") == "alert":
            self._alert_depth = 1
            self.alerts.append("")
        if tag == "form":
            self._fields = {}
            self.forms.append((given.get("action", ""), self._fields))
        elif tag == "textarea":
            self._textarea = self._field(given)
            self._textarea.append("")
        elif tag == "input" and "name" in given and _is_sent(given):
            self._field(given).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = None
        elif tag == "form":
            self._fields = None
        if self._alert_depth:
            self._alert_depth -= 1

    def handle_data(self, data: str) -> None:
        if self._alert_depth:
            self.alerts[-1] += data
        if self._textarea is not None:
            self._textarea[-1] += data

    def _field(self, given: dict[str, str]) -> list[str]:
        return [] if self._fields is None else self._fields.setdefault(given["name"], [])


def _is_sent(given: dict[str, str]) -> bool:
    return given.get("type") not in {"radio", "checkbox"} or "checked" in given


def filled(answer: httpx.Response, action: str) -> list[dict[str, list[str]]]:
    """The fields of every form of the page that posts to `action`."""
    return [fields for to, fields in _read(answer).forms if to == action]


def alerts(answer: httpx.Response) -> list[str]:
    """What the page says went wrong."""
    return [said.strip() for said in _read(answer).alerts if said.strip()]


def _read(answer: httpx.Response) -> _Reader:
    reader = _Reader()
    reader.feed(answer.text)
    return reader


def says(house: House, code: str, locale: str, heard: str) -> bool:
    """Whether `heard` is the sentence of `code` in `locale`, whatever its values."""
    return re.fullmatch(_pattern(house, code, locale), heard, re.DOTALL) is not None


def _pattern(house: House, code: str, locale: str) -> str:
    spoken: str = getattr(house.words.refusals[code], locale)
    return re.sub(r"\\{\w+\\}", ".+", re.escape(spoken))


def assert_told(house: House, answer: httpx.Response, code: str, locale: str, what: str) -> None:
    """The answer to `what` is a page of its own that says the sentence of `code`."""
    heard = f"{what}: {answer.status_code} {alerts(answer)}"
    assert f'data-code="{code}"' in answer.text, heard
    assert answer.status_code == house.words.refusals[code].status
    assert re.search(_pattern(house, code, locale), unescape(answer.text))


def assert_problem(house: House, answer: httpx.Response, code: str, locale: str) -> None:
    """The answer is the problem `code`, told in `locale`."""
    told = answer.json()
    assert (told["code"], answer.status_code) == (code, house.words.refusals[code].status), told
    assert says(house, code, locale, told["detail"])


def assert_refused(
    house: House, answer: httpx.Response, code: str, locale: str, *, action: str | None = None
) -> None:
    """The answer has the status of `code` and says its sentence once, and no other.

    With `action`, beside the form that posts there.
    """
    heard = alerts(answer)
    assert [says(house, code, locale, one) for one in heard] == [True], heard or answer.text[:300]
    assert answer.status_code == house.words.refusals[code].status
    assert action is None or filled(answer, action), f"no form that posts to {action}"


def assert_kept(answer: httpx.Response, action: str, typed: Typed, secret: frozenset[str]) -> None:
    """One form that posts to `action` holds all that was typed; no secret is on the page."""
    wanted = {
        name: value if isinstance(value, list) else [value]
        for name, value in typed.items()
        if name not in secret
    }
    forms = filled(answer, action)
    assert any(
        all(form.get(name, []) == values for name, values in wanted.items()) for form in forms
    ), f"lost: {_lost(forms, wanted)}"
    for name in secret & typed.keys():
        assert not typed[name] or str(typed[name]) not in answer.text, f"{name} is echoed"


def _lost(forms: list[dict[str, list[str]]], wanted: dict[str, list[str]]) -> str:
    shown = [
        {name: form.get(name) for name, values in wanted.items() if form.get(name) != values}
        for form in forms
    ]
    return str(shown)[:600]
