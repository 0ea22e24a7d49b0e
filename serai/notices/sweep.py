"""Forget old notices."""

from datetime import timedelta
from typing import Final

from sqlalchemy import bindparam, select

from serai.kernel import micros
from serai.notices._tables import deed, notice
from serai.store import Write, change

KEPT: Final = micros(timedelta(days=90))

_OLD = notice.c.at < bindparam("before")
_DEEDS = change(deed.delete().where(deed.c.notice.in_(select(notice.c.id).where(_OLD))))
_NOTICES = change(notice.delete().where(_OLD))


async def sweep_notices(tx: Write) -> int:
    """Delete what nothing was added to for 90 days; returns how many notices."""
    before = tx.now - KEPT
    await tx.run(_DEEDS, before=before)
    return await tx.run(_NOTICES, before=before)
