"""What stands for a comment where there is one line for it."""

from serai.comments import Comment
from serai.entry.ask import Ask
from serai.media import Picture


def line_of(ask: Ask, said: Comment, picture: Picture | None) -> str:
    """Its words; of a picture alone that it is one, and of what; empty where nothing is said."""
    if said.text or said.picture is None:
        return said.text
    return ask.gettext("A picture") + (f": {picture.alt}" if picture and picture.alt else "")
