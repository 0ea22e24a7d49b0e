"""Who asks, for what, and in which language."""

from collections.abc import Mapping
from typing import TypeVar

from starlette.requests import Request

from serai.accounts import Person, Signed, who
from serai.entry.house import House
from serai.entry.told import Told
from serai.entry.words import LOCALES
from serai.kernel import Id, Refusal
from serai.notices import unread
from serai.store import Read

IdT = TypeVar("IdT", bound=Id)


class Ask:
    """One request, as the product sees it."""

    def __init__(self, request: Request, house: House) -> None:
        self.request = request
        self.house = house
        self.signed: Signed | None = None
        self.refused: Told | None = None
        self.unread = 0
        self._locale = ""

    def meet(self, signed: Signed | None) -> None:
        """From here on it is known who asks."""
        self.signed = signed
        self._locale = ""

    @property
    def person(self) -> Person | None:
        """Who is signed in, or None for a stranger."""
        return self.signed.person if self.signed else None

    @property
    def path(self) -> Mapping[str, str]:
        """The parameters in the path."""
        return self.request.path_params

    @property
    def query(self) -> Mapping[str, str]:
        """The parameters behind the question mark."""
        return self.request.query_params

    @property
    def locale(self) -> str:
        """The language of the page: the cookie's, the person's, or what the browser asks for."""
        if not self._locale:  # a page asks dozens of times
            self._locale = self._chosen()
        return self._locale

    def _chosen(self) -> str:
        chosen = self.request.cookies.get(self.house.place.cookie("locale"))
        if chosen is None and self.person is not None:
            chosen = self.person.locale
        if chosen in LOCALES:
            return chosen
        return preferred(self.request.headers.get("accept-language", ""))

    @property
    def is_htmx(self) -> bool:
        """Whether htmx asks for a fragment, not a browser for a page."""
        return self.request.headers.get("hx-request") == "true"

    @property
    def is_page(self) -> bool:
        """Whether a browser asks for a whole page, which shows how many notices are unread."""
        headers = self.request.headers
        document = headers.get("sec-fetch-dest", "document") == "document"
        return document and not self.is_htmx and "authorization" not in headers

    def must(self) -> Person:
        """Who is signed in; raises `Refusal("entry.sign_in")` for a stranger."""
        if self.signed is None:
            raise Refusal("entry.sign_in")
        return self.signed.person

    def id(self, kind: type[IdT], name: str = "id") -> IdT:
        """The id in the path; raises `Refusal("entry.not_found")` where it is none."""
        found = kind.parse(self.path[name])
        if found is None:
            raise Refusal("entry.not_found")
        return found

    def gettext(self, message: str, **values: str | int) -> str:
        """`message` in the reader's language, filled."""
        said = self.house.words.catalogues[self.locale].gettext(message)
        return said % values if values else said


def token_of(request: Request, house: House) -> str | None:
    """The session's token: a bearer's, else the cookie's."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and token:
        return token.strip()
    return request.cookies.get(house.place.cookie("session"))


async def recognise(tx: Read, ask: Ask) -> None:
    """Find out who asks."""
    token = token_of(ask.request, ask.house)
    ask.meet(await who(tx, token) if token else None)
    if ask.person is not None and ask.is_page:
        ask.unread = await unread(tx, ask.person.id)


def preferred(accept: str) -> str:
    """The first language of an Accept-Language header that we speak, else English."""
    return next((one for one in accepted(accept) if one in LOCALES), "en")


def accepted(accept: str) -> list[str]:
    """The languages of an Accept-Language header, best first, without regions: zh-CN is zh."""
    weighed: list[tuple[float, str]] = []
    for part in accept.lower().split(",")[:20]:
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighed.append((float(weight or 1), tag.partition("-")[0]))
        except ValueError:
            continue
    best_first = sorted(weighed, key=lambda pair: -pair[0])
    return [language for weight, language in best_first if weight > 0 and language.isalpha()]
