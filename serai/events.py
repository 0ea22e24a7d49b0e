"""Events: everything that can happen, on one page."""

from msgspec import Struct

from serai.kernel import BoardId, ClipId, CommentId, DraftId, NoteId, PersonId, PictureId, ReportId


class Event(Struct, frozen=True, kw_only=True):
    """Something that happened, announced in the transaction in which it happened."""


class PersonJoined(Event, frozen=True):
    """Somebody has an account now."""

    person: PersonId


class ProfileChanged(Event, frozen=True):
    """A name, picture, bio or list of languages is new."""

    person: PersonId


class PrivacyChanged(Event, frozen=True):
    """An account became private or open, likes shown or not, a person findable or not."""

    person: PersonId


class PersonLeft(Event, frozen=True):
    """Somebody left; for some days they may come back."""

    person: PersonId


class PersonReturned(Event, frozen=True):
    """Somebody who had left came back."""

    person: PersonId


class PictureReceived(Event, frozen=True):
    """A picture was checked and stored; slower variants may follow."""

    picture: PictureId


class PictureDiscarded(Event, frozen=True):
    """A picture is gone: nothing shows it any more."""

    picture: PictureId


class DraftRefused(Event, frozen=True):
    """A draft could not go out when its time came; `at` is when that was (epoch microseconds)."""

    draft: DraftId
    owner: PersonId
    at: int


class NotePublished(Event, frozen=True):
    """A note can be met by the people it is for."""

    note: NoteId
    author: PersonId


class NoteEdited(Event, frozen=True):
    """A note's words, pictures or audience changed."""

    note: NoteId
    author: PersonId


class NoteWithdrawn(Event, frozen=True):
    """A note was taken back by its author."""

    note: NoteId
    author: PersonId


class NoteRestored(Event, frozen=True):
    """An author undid a withdrawal."""

    note: NoteId
    author: PersonId


class NoteLiked(Event, frozen=True):
    """A heart was given."""

    note: NoteId
    person: PersonId


class NoteUnliked(Event, frozen=True):
    """A heart was taken back."""

    note: NoteId
    person: PersonId


class NoteCollected(Event, frozen=True):
    """Somebody holds a note in a board who held it in none; the board may be for them alone."""

    note: NoteId
    person: PersonId
    board: BoardId


class NoteUncollected(Event, frozen=True):
    """The last board in which somebody held a note let go of it."""

    note: NoteId
    person: PersonId


class CommentWritten(Event, frozen=True):
    """A comment or an answer stands under a note."""

    comment: CommentId
    note: NoteId
    author: PersonId


class CommentWithdrawn(Event, frozen=True):
    """A comment was taken back by its author."""

    comment: CommentId
    note: NoteId
    author: PersonId


class CommentLiked(Event, frozen=True):
    """A comment was given a heart."""

    comment: CommentId
    note: NoteId
    person: PersonId


class CommentUnliked(Event, frozen=True):
    """A comment's heart was taken back."""

    comment: CommentId
    note: NoteId
    person: PersonId


class ClipReady(Event, frozen=True):
    """A clip can be played."""

    clip: ClipId


class ClipRefused(Event, frozen=True):
    """A clip came to nothing, for a reason that stands with it."""

    clip: ClipId


class PersonFollowed(Event, frozen=True):
    """One person follows another."""

    follower: PersonId
    followee: PersonId


class PersonUnfollowed(Event, frozen=True):
    """A follow was undone."""

    follower: PersonId
    followee: PersonId


class FollowRequested(Event, frozen=True):
    """One person asks to follow another, whose account is private."""

    asker: PersonId
    asked: PersonId


class FollowAccepted(Event, frozen=True):
    """Who was asked let the asker follow."""

    asker: PersonId
    asked: PersonId


class FollowRequestEnded(Event, frozen=True):
    """A request was taken back, declined or ended by a block, or its acceptance was undone."""

    asker: PersonId
    asked: PersonId


class PersonBlocked(Event, frozen=True):
    """One person closed the door to another."""

    blocker: PersonId
    blocked: PersonId


class Reported(Event, frozen=True):
    """Somebody asked the people who moderate to look."""

    report: ReportId
