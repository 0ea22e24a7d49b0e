"""How much an archive may ask of this house."""

import msgspec

MEBI = 1024 * 1024


class ArriveLimits(msgspec.Struct, frozen=True, kw_only=True):
    """The limits of arrival; sizes in bytes, times in seconds."""

    upload: int = 512 * MEBI
    """What may be uploaded."""
    unpacked: int = 1024 * MEBI
    """What may be read from one archive once it is unpacked."""
    entries: int = 50_000
    """Files inside one archive."""
    directory: int = 16 * MEBI
    """The list of files at a zip's end."""
    ratio: int = 150
    """How many times larger than packed a file may turn out (real archives: 5 to 30)."""
    depth: int = 24
    """How deep lists and maps may be nested (real archives: 7)."""
    events: int = 12_000_000
    """Values, names and brackets of one JSON file (about ten seconds; a real one: a million)."""
    run: int = 4 * MEBI
    """The longest piece of JSON without a quotation mark: bounds a single value."""
    watched: int = 20_000
    """Videos of each kind that are kept, newest first."""
    words: int = 4_000
    """Searches, hashtags, titles and other words that are kept."""
    posts: int = 2_000
    """Own posts that are kept, newest first."""
    lifetime: int = 24 * 3600
    """How long an arrival without an account is kept."""
