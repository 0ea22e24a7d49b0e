"""How values are shown: ages, counts, spans of language."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_timedelta
from markupsafe import Markup

from serai.kernel import iso
from serai.kernel.clock import MICROS
from serai.languages import spans

BABEL: Final = {"en": "en", "zh": "zh_Hans_CN"}
TAGS: Final = {"en": "en", "zh": "zh-Hans"}
"""The interface's languages as HTML names them."""

_MINUTE: Final = timedelta(minutes=1)
_MONTH: Final = timedelta(days=30)
_HOUR: Final = {"en": "d MMM y, HH:mm", "zh": "y年M月d日 HH:mm"}
_NOW: Final = {"en": "just now", "zh": "刚刚"}
_TEN_THOUSAND: Final = 10_000
_THOUSAND: Final = 1_000


def ago(at: int, locale: str, now: int) -> str:
    """How long before `now` (both epoch microseconds): "just now", "3 hours ago", later a date."""
    age = timedelta(microseconds=max(0, now - at))
    if age < _MINUTE:
        return _NOW[locale]
    if age > _MONTH:
        return day(at, locale)
    return format_timedelta(-age, add_direction=True, locale=BABEL[locale])


def ahead(at: int, locale: str, now: int) -> str:
    """How long from `now` on (both epoch microseconds): "in 8 hours", "in 1 week"."""
    left = timedelta(microseconds=max(0, at - now))
    return format_timedelta(max(left, _MINUTE), add_direction=True, locale=BABEL[locale])


def day(at: int, locale: str) -> str:
    """The day of epoch microseconds, in UTC."""
    moment = datetime.fromtimestamp(at // MICROS, tz=UTC)
    return format_date(moment, format="medium", locale=BABEL[locale])


def hour(at: int, locale: str) -> str:
    """The day and minute of epoch microseconds, in UTC, which it says."""
    moment = datetime.fromtimestamp(at // MICROS, tz=UTC)
    return f"{format_datetime(moment, _HOUR[locale], locale=BABEL[locale])} UTC"


def lasting(seconds: float, locale: str) -> str:
    """How long something takes, to the minute: "40 minutes", "3 hours"."""
    whole = timedelta(seconds=max(seconds, _MINUTE.total_seconds()))
    return format_timedelta(whole, granularity="minute", locale=BABEL[locale])


def count(number: int, locale: str) -> str:
    """A count as people say it: 986, 1.2k, 1.2万."""
    unit, sign = (_TEN_THOUSAND, "万") if locale == "zh" else (_THOUSAND, "k")
    if number < unit:
        return str(number)
    short = f"{number / unit:.1f}".removesuffix(".0")
    return f"{short}{sign}"


def spoken(tongue: str, locale: str) -> str:
    """The name of a language in the reader's."""
    try:
        found = Locale.parse(tongue, sep="-").get_language_name(BABEL[locale])
    except (UnknownLocaleError, ValueError):
        return tongue
    return found or tongue


def span(text: str, locale: str) -> Markup:
    """`text` with `lang` on each stretch whose language differs from the page's."""
    parts = [
        Markup('<span lang="{}">{}</span>').format(tag(piece.language, locale), piece.text)
        if piece.differs(locale)
        else Markup("{}").format(piece.text)
        for piece in spans(text)
    ]
    return Markup("").join(parts)


def moment(at: int, _locale: str) -> str:
    """Epoch microseconds as a `datetime` attribute."""
    return iso(at)


def tag(locale: str, _reader: str) -> str:
    """A language's name for a `lang` attribute."""
    return TAGS.get(locale, locale)


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "ago": ago,
    "ahead": ahead,
    "count": count,
    "day": day,
    "hour": hour,
    "lasting": lasting,
    "moment": moment,
    "span": span,
    "tag": tag,
}
