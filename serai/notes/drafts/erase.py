"""Erase the drafts of a person, and hand them out to them first."""

from serai.kernel import PersonId
from serai.notes.drafts.delete import forget_drafts
from serai.notes.drafts.kept import KeptDraft
from serai.notes.drafts.read import every_draft
from serai.store import Read, Write


async def export_drafts(tx: Read, person: PersonId) -> tuple[KeptDraft, ...]:
    """Every draft of `person`, the deleted ones of the last week too."""
    return tuple(await every_draft(tx, person))


async def erase_drafts(tx: Write, person: PersonId) -> None:
    """Forget the drafts of `person`: none of them goes out; their pictures are tidied up."""
    await forget_drafts(tx, [one.id for one in await every_draft(tx, person)])
