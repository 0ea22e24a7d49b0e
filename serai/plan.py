"""Plan: who listens to what, who does which work, and how a person is handed out and forgotten."""

from typing import Final

from serai import (
    accounts,
    boards,
    clips,
    comments,
    graph,
    media,
    moderation,
    notes,
    notices,
    recommend,
    search,
)
from serai.accounts import people, sweep_sessions
from serai.arrive import SWEEP_WORK, sweep
from serai.clips import (
    TIDY_CLIP_WORK,
    Clip,
    Crew,
    film_laments,
    film_work,
    is_poster,
    moved_by,
    tidy_clip_work,
    uploads_chore,
)
from serai.clips.captions import (
    erase_captions,
    export_captions,
    listening_laments,
    listening_work,
    on_clip_ready,
    sweep_captions,
)
from serai.entry.once import forget_answers, sweep_answers
from serai.events import (
    ClipReady,
    ClipRefused,
    CommentLiked,
    CommentUnliked,
    CommentWithdrawn,
    CommentWritten,
    DraftRefused,
    FollowAccepted,
    FollowRequested,
    FollowRequestEnded,
    NoteCollected,
    NoteEdited,
    NoteLiked,
    NotePublished,
    NoteRestored,
    NoteUncollected,
    NoteUnliked,
    NoteWithdrawn,
    PersonBlocked,
    PersonFollowed,
    PersonJoined,
    PersonLeft,
    PersonReturned,
    PersonUnfollowed,
    PictureDiscarded,
    PictureReceived,
    PrivacyChanged,
    ProfileChanged,
)
from serai.jobs import Chore, Plan, Work
from serai.languages import sweep_translations
from serai.media import (
    FORGET_WORK,
    TIDY_WORK,
    Kept,
    Picture,
    forget_work,
    on_picture_received,
    orphan_chore,
    pictures,
    slimming,
    tidy_work,
)
from serai.models import AbsentEars, Ears
from serai.notes import (
    DESCRIBE_WORK,
    Senses,
    ask_to_describe,
    describe_chore,
    describe_work,
    in_notes,
)
from serai.notes.drafts import (
    Press,
    erase_drafts,
    export_drafts,
    is_clip_drafted,
    is_drafted,
    keep_waiting,
    publish_due,
    send_waiting,
    sweep_drafts,
)
from serai.store import Read

_NO_EARS: Final = AbsentEars("nobody listens here")


def make_plan(crew: Crew, senses: Senses, ears: Ears = _NO_EARS) -> Plan:
    """Who listens to what, and who does which work: the one table of the house."""
    return Plan(
        reactions={
            ClipReady: (on_clip_ready, send_waiting),
            ClipRefused: (keep_waiting,),
            CommentLiked: (notices.on_comment_heart,),
            CommentUnliked: (notices.on_comment_heart,),
            CommentWithdrawn: (notices.on_talk,),
            CommentWritten: (notices.on_talk,),
            DraftRefused: (notices.on_draft_refused,),
            FollowAccepted: (notices.on_request,),
            FollowRequested: (notices.on_request,),
            FollowRequestEnded: (notices.on_request,),
            NoteCollected: (notices.on_collected,),
            NoteEdited: (ask_to_describe, notices.on_mentions),
            NoteLiked: (notices.on_heart,),
            NotePublished: (ask_to_describe, notices.on_mentions),
            NoteRestored: (ask_to_describe, notices.on_standing),
            NoteUncollected: (notices.on_uncollected,),
            NoteUnliked: (notices.on_heart,),
            NoteWithdrawn: (notices.on_standing,),
            PersonBlocked: (notices.on_blocked,),
            PersonFollowed: (notices.on_followed,),
            PersonJoined: (search.on_person_joined,),
            PersonLeft: (notes.ask_to_retell, search.on_openness_changed),
            PersonReturned: (notes.ask_to_retell, search.on_openness_changed),
            PersonUnfollowed: (notices.on_followed,),
            PictureDiscarded: (clips.on_picture_discarded,),
            PictureReceived: (on_picture_received,),
            PrivacyChanged: (notes.ask_to_retell, search.on_openness_changed),
            ProfileChanged: (search.on_profile_changed,),
        },
        work={**_work(crew, senses), **listening_work(ears, crew)},
        sweeps=SWEEPS,
        chores=_chores(crew, senses),
        laments={**film_laments(), **listening_laments()},
    )


def _work(crew: Crew, senses: Senses) -> dict[str, Work]:
    """Who does which work."""
    return {
        **film_work(crew),
        **slimming(crew.darkroom, crew.blobs),
        **publish_due(Press(crew.darkroom, crew.blobs)),
        DESCRIBE_WORK: describe_work(senses),
        FORGET_WORK: forget_work(crew.blobs, *KEEPERS),
        notes.RETELL_WORK: notes.retell,
        search.RECUT_WORK: search.recut_work(CUTS),
        SWEEP_WORK: sweep,
        TIDY_CLIP_WORK: tidy_clip_work(is_clip_shown),
        TIDY_WORK: tidy_work(is_shown),
    }


def _chores(crew: Crew, senses: Senses) -> tuple[Chore, ...]:
    """In this order: words of what was erased are forgotten after it."""
    return (
        orphan_chore(crew.blobs, *KEEPERS),
        uploads_chore(crew.uploads),
        describe_chore(senses),
        accounts.erase_chore(ERASES),
        search.forget_words(notes.hold_word),
        search.recut_chore(),
    )


KEEPERS: Final[tuple[Kept, ...]] = (clips.kept_for_clips,)
"""Who keeps files beside the pictures: nobody deletes what one of them still needs."""

CUTS: Final = {"note": notes.cut_anew, "person": search.cut_people_anew}
"""How words are cut anew where the way to cut them changed."""

SWEEPS: Final = (
    sweep_sessions,
    sweep_answers,
    boards.sweep_boards,
    graph.sweep_ties,
    notices.sweep_notices,
    sweep_captions,
    sweep_drafts,
    recommend.sweep_hushes,
    search.sweep_looked_for,
    sweep_translations,
)
"""What is tidied away now and then, in each room."""

EXPORTS: Final = {
    "accounts": accounts.export,
    "boards": boards.export,
    "captions": export_captions,
    "clips": clips.export,
    "comments": comments.export,
    "drafts": export_drafts,
    "graph": graph.export,
    "media": media.export,
    "moderation": moderation.export,
    "notes": notes.export,
    "notices": notices.export,
    "recommend": recommend.export,
    "search": search.export,
}
"""What each room hands out to somebody who asks what is kept of them."""

ERASES: Final = (
    boards.erase,
    comments.erase,
    notices.erase,
    graph.erase,
    recommend.erase,
    moderation.erase,
    search.erase,
    forget_answers,
    erase_drafts,
    notes.erase,
    erase_captions,
    clips.erase,
    media.erase,
    accounts.erase,
)
"""What each room does where somebody is to be forgotten, in this order: notes go after all that
hangs on them, and the account last, so that whatever was stopped in the middle is found again."""


async def is_shown(tx: Read, picture: Picture) -> bool:
    """Whether a note, a draft, a comment or a person's face needs the picture."""
    owner = (await people(tx, [picture.owner])).get(picture.owner)
    is_face = owner is not None and owner.avatar == picture.id
    if is_face or await is_drafted(tx, picture.id) or await is_poster(tx, picture.id):
        return True
    return await in_notes(tx, picture.id) or await comments.in_comments(tx, picture.id)


async def is_clip_shown(tx: Read, clip: Clip) -> bool:
    """Whether a note or a draft needs the clip, or a picture that does moves by it."""
    if await is_clip_drafted(tx, clip.id) or await notes.note_of_clip(tx, clip.id) is not None:
        return True
    moved = await pictures(tx, (await moved_by(tx, [clip.id])).get(clip.id, ()))
    return any([await is_shown(tx, one) for one in moved.values()])
