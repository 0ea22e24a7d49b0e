"""The statements that verbs of captions share."""

from typing import Final

from sqlalchemy import bindparam

from serai.clips.captions._tables import clip_caption
from serai.store import change, insert

_ITS: Final = (
    clip_caption.c.clip == bindparam("which"),
    clip_caption.c.language == bindparam("spoken"),
)

KEEP: Final = change(
    insert(clip_caption)
    .values(
        {
            name: bindparam(name)
            for name in ("clip", "language", "cues", "heard", "heard_at", "edited_at")
        }
        | {"version": 1}
    )
    .on_conflict_do_nothing()
)
"""New captions; nothing where that language has some."""

SET: Final = change(
    clip_caption.update()
    .where(*_ITS, clip_caption.c.version == bindparam("known"))
    .values(
        language=bindparam("new_language"),
        cues=bindparam("new_cues"),
        heard=bindparam("new_heard"),
        heard_at=bindparam("new_heard_at"),
        edited_at=bindparam("new_edited_at"),
        removed_at=bindparam("new_removed_at"),
        version=clip_caption.c.version + 1,
    )
)
"""Everything of the captions `which` in `spoken`, where their version is still the one `known`."""

FORGET: Final = change(clip_caption.delete().where(*_ITS))
