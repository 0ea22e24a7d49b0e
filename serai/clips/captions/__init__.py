"""Captions: what is said in a clip, heard by a machine or written by its owner."""

from serai.clips.captions.caption import Captions, CaptionsDraft
from serai.clips.captions.cue import LONGEST_TEXT, MOST, Cue, settled
from serai.clips.captions.cut import cut
from serai.clips.captions.edit import edit_captions
from serai.clips.captions.erase import erase_captions, export_captions
from serai.clips.captions.keep_heard import keep_heard
from serai.clips.captions.listening import (
    Listening,
    Progress,
    has_sound,
    listen_again,
    listening,
    listening_laments,
    listening_work,
    on_clip_ready,
)
from serai.clips.captions.moment import read_moment, spell_moment
from serai.clips.captions.read import captions_of, every_caption, own_captions, own_clip
from serai.clips.captions.remove import put_captions_back, remove_captions
from serai.clips.captions.steps import add, drop, merge, shift, split
from serai.clips.captions.sweep import sweep_captions
from serai.clips.captions.turned import TurnedCaptions, turn_captions
from serai.clips.captions.vtt import read_captions, write_vtt
from serai.clips.captions.wrap import LINE, joined, width, wrap

__all__ = [
    "LINE",
    "LONGEST_TEXT",
    "MOST",
    "Captions",
    "CaptionsDraft",
    "Cue",
    "Listening",
    "Progress",
    "TurnedCaptions",
    "add",
    "captions_of",
    "cut",
    "drop",
    "edit_captions",
    "erase_captions",
    "every_caption",
    "export_captions",
    "has_sound",
    "joined",
    "keep_heard",
    "listen_again",
    "listening",
    "listening_laments",
    "listening_work",
    "merge",
    "on_clip_ready",
    "own_captions",
    "own_clip",
    "put_captions_back",
    "read_captions",
    "read_moment",
    "remove_captions",
    "settled",
    "shift",
    "spell_moment",
    "split",
    "sweep_captions",
    "turn_captions",
    "width",
    "wrap",
    "write_vtt",
]
