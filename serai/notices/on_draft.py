"""What happens to drafts: one that could not go out by itself."""

from serai.events import DraftRefused
from serai.notices.notice import Deed
from serai.notices.tell import tell
from serai.store import Write


async def on_draft_refused(tx: Write, event: DraftRefused) -> None:
    """Its author hears that it did not go out; each time anew, for as long as they keep it."""
    await tell(tx, Deed(event.owner, "draft", event.owner, event.draft, event.at))
