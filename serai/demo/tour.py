"""The tour: every page of the demo world, and how somebody gets to it."""

from typing import Final, Literal

from msgspec import Struct

GUEST: Final = "freya"
"""The person of the demo world whose pages are shown."""


class Stop(Struct, frozen=True):
    """One page to look at.

    `route` is what the ways in call it. It is found at `at`; or, where its address is not known
    before, behind the first link of `at` that `link` selects. `press` is what to press there, one
    after the other: selectors, or a key, written "key:?".
    """

    name: str
    route: str
    at: str = ""
    link: str = ""
    who: Literal["guest", "stranger"] = "guest"
    press: tuple[str, ...] = ()

    @property
    def start(self) -> str:
        """The address to open first."""
        return self.at or self.route

    def behind(self, href: str) -> str:
        """The address of the page where `link` leads to `href`: that of the same thing."""
        if "{" not in self.route:
            return href
        return "/".join([*href.split("/")[:3], *self.route.split("/")[3:]])


_CARD: Final = "article.note a.open"
_HERS: Final = ("/@lin", _CARD)
_OWN: Final = (f"/@{GUEST}", _CARD)
_FILM: Final = (f"/@{GUEST}", "article.note:has(.lasts.number) a.open")
_BOARD: Final = (f"/@{GUEST}/boards", "a.tile")

TOUR: Final = (
    Stop("explore", "/"),
    Stop("explore-stranger", "/", who="stranger"),
    Stop("explore-menu", "/", press=(".foot summary",)),
    Stop("explore-keys", "/", press=("key:?",)),
    Stop("explore-why", "/", press=(f"{_CARD}", "dialog.overlay .facts [data-why]")),
    Stop("note-overlay", "/", press=(_CARD,)),
    Stop("note-overlay-stranger", "/", who="stranger", press=(_CARD,)),
    Stop("following", "/following"),
    Stop("following-stranger", "/following", who="stranger"),
    Stop("newest", "/newest"),
    Stop("watch", "/watch"),
    Stop("watch-stranger", "/watch", who="stranger"),
    Stop("topic", "/topics/{name}", "/topics/photography"),
    Stop("topic-empty", "/topics/{name}", "/topics/quiet-mornings"),
    Stop("topic-mute", "/topics/{name}/mute", "/topics/photography/mute"),
    Stop("hot", "/hot"),
    Stop("hot-stranger", "/hot", who="stranger"),
    Stop("nearby", "/nearby"),
    Stop("nearby-stranger", "/nearby", who="stranger"),
    Stop("search", "/search"),
    Stop("search-found", "/search", "/search?q=tea"),
    Stop("search-people", "/search", "/search?q=ma&tab=people"),
    Stop("search-topics", "/search", "/search?q=tea&tab=topics"),
    Stop("search-pinyin", "/search", "/search?q=kafei&order=newest&kind=photo"),
    Stop("search-nothing", "/search", "/search?q=zzzzqqq"),
    Stop("search-slip", "/search", "/search?q=espreso"),
    Stop("note", "/notes/{id}", *_HERS),
    Stop("note-own", "/notes/{id}", *_OWN),
    Stop("note-video", "/notes/{id}", *_FILM),
    Stop("note-captions", "/notes/{id}/captions", *_FILM),
    Stop("note-comments", "/notes/{id}/comments", *_HERS),
    Stop("note-edit", "/notes/{id}/edit", *_OWN),
    Stop("note-less", "/notes/{id}/less", *_HERS),
    Stop("note-boards", "/notes/{id}/boards", *_HERS),
    Stop("note-gloss", "/notes/{id}/gloss", *_HERS),
    Stop("note-why", "/notes/{id}/why", *_HERS),
    Stop("boards", "/@{handle}/boards", f"/@{GUEST}/boards"),
    Stop("boards-of-another", "/@{handle}/boards", "/@lin/boards"),
    Stop("board", "/boards/{id}", *_BOARD),
    Stop("board-edit", "/boards/{id}/edit", *_BOARD),
    Stop("board-new", "/boards/new"),
    Stop("profile", "/@{handle}", "/@lin"),
    Stop("profile-own", "/@{handle}", f"/@{GUEST}"),
    Stop("profile-stranger", "/@{handle}", "/@lin", who="stranger"),
    Stop("profile-private", "/@{handle}", "/@noor"),
    Stop("likes-hidden", "/@{handle}/likes", "/@lin/likes"),
    Stop("likes-own", "/@{handle}/likes", f"/@{GUEST}/likes"),
    Stop("followers", "/@{handle}/followers", "/@lin/followers"),
    Stop("followed", "/@{handle}/following", "/@lin/following"),
    Stop("mute", "/@{handle}/mute", "/@lin/mute"),
    Stop("notices", "/notices"),
    Stop("people", "/people"),
    Stop("people-found", "/people", "/people?q=ma"),
    Stop("publish", "/publish"),
    Stop("drafts", "/drafts"),
    Stop("publish-words", "/publish", press=("label:has([value=text])",)),
    Stop("report", "/report", "/@lin", "a[href^='/report']"),
    Stop("settings", "/settings"),
    Stop("settings-feed", "/settings/feed"),
    Stop("settings-keys", "/settings/keys"),
    Stop("settings-devices", "/settings/devices"),
    Stop("settings-look", "/settings/look"),
    Stop("settings-notices", "/settings/notices"),
    Stop("settings-people", "/settings/people"),
    Stop("settings-privacy", "/settings/privacy"),
    Stop("settings-requests", "/settings/requests"),
    Stop("settings-leave", "/settings/leave"),
    Stop("why", "/why"),
    Stop("transparency", "/transparency"),
    Stop("about", "/about"),
    Stop("rules", "/rules"),
    Stop("privacy", "/privacy"),
    Stop("shortcuts", "/shortcuts"),
    Stop("offline", "/offline"),
    Stop("arrive", "/arrive", who="stranger"),
    Stop("join", "/join", who="stranger"),
    Stop("sign-in", "/sign-in", who="stranger"),
    Stop("sign-in-recovery", "/sign-in/recovery", who="stranger"),
    Stop("not-found", "/notes/{id}", "/notes/1", who="stranger"),
)

ELSEWHERE: Final = {
    "/arrive/understood": "needs an archive; walked by the stories of arriving",
    "/boards": "leads to one's own boards",
    "/@{handle}/gloss": "as the words of a note",
    "/clips/{id}/captions/{language}.vtt": "a file",
    "/clips/{id}/stage": "a part of the composer; walked by the story of videos",
    "/comments/{id}/gloss": "as the words of a note",
    "/join/handle": "a line of the form of joining",
    "/manifest.webmanifest": "for devices",
    "/media/{address}": "a picture",
    "/notices/stream": "never ends",
    "/publish/places": "the lines below a field",
    "/search/suggest": "the lines below a field",
    "/sign-in/back": "for somebody who left; walked by the story of leaving",
    "/sign-in/link/{ticket}": "used up when it is opened",
    "/sw.js": "a script",
    "/transparency/weights.toml": "a file",
    "/watch/{id}": "Watch, beginning with one video",
    "/watch/{id}/talk": "the sheet over a video; walked by the story of watching",
}
"""Routes that are no page to look at, and why."""
