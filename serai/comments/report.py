"""Report a comment to the people who moderate."""

from serai import moderation
from serai.comments.read import see_comment
from serai.kernel import CommentId, PersonId, ReportId
from serai.store import Write


async def report_comment(
    tx: Write, person: PersonId, which: CommentId, reason: str, words: str = ""
) -> ReportId:
    """`person` asks for a look at the comment.

    Raises `Refusal` comment.not_found where they may not see it, and those of `moderation.report`.
    """
    await see_comment(tx, person, which)
    return await moderation.report(tx, person, "comment", which, reason, words)
