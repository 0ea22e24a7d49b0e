"""The pure rules: which sizes, how loud, who is alike, which reader, what moves inside a photo."""

import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from imageio_ffmpeg import get_ffmpeg_exe

from serai.clips import ClipLimits, Probed
from serai.clips._fingerprint import fingerprint
from serai.clips._poster import first_worth_showing, moments
from serai.clips._probe import probe
from serai.clips._tone import bent, to_screen
from serai.clips.alike import Fingerprint, alike
from serai.clips.boxes import boxes, of_bytes
from serai.clips.container import sniff
from serai.clips.gain import CEILING, MOST, TARGET, gain
from serai.clips.ladder import SIDES, rungs_for, steady
from serai.clips.motion import is_animated, motion_in, seconds_of
from serai.clips.still import Still
from tests.clips.conftest import Made
from tests.clips.made import Shape, clip, loop
from tests.clips.photos import FILM, JPEG, PHOTOS, described
from tests.conftest import missing
from tests.media.made import corner, saved

LENGTHS = st.integers(16, 8192)


def _probed(width: int, height: int, rate: float = 30) -> Probed:
    return Probed(
        1_000_000, width, height, rate, has_sound=True, is_hdr=False, codec="h264", container="mov"
    )


@given(LENGTHS, LENGTHS, st.floats(0.1, 240))
def test_sizes_are_even_rising_and_never_larger_than_the_source(
    width: int, height: int, rate: float
) -> None:
    steps = rungs_for(_probed(width, height, rate))
    assert steps
    for step in steps:
        assert step.width % 2 == step.height % 2 == 0
        assert 0 < step.width <= width
        assert 0 < step.height <= height
        assert min(step.width, step.height) <= SIDES[-1]
        assert step.bits >= 200_000
    for smaller, larger in pairwise(steps):
        assert smaller.width < larger.width or smaller.height < larger.height
        assert smaller.bits <= larger.bits


@given(st.floats(0.1, 240))
def test_rates_are_smooth_and_at_most_sixty(rate: float) -> None:
    even = steady(rate)
    assert 20 <= even <= 60
    if 24 <= rate <= 60:
        assert abs(float(even) - rate) / rate < 0.03


def test_sizes_of_what_people_send() -> None:
    def sides(*size: int) -> list[tuple[int, int]]:
        return [(one.width, one.height) for one in rungs_for(_probed(*size))]

    assert sides(1080, 1920) == [(360, 640), (480, 852), (720, 1280), (1080, 1920)]
    assert sides(3840, 2160) == [(640, 360), (852, 480), (1280, 720), (1920, 1080)]
    assert sides(640, 640) == [(360, 360), (480, 480), (640, 640)]
    assert sides(321, 181) == [(320, 180)]
    assert sides(640, 370) == [(622, 360)]
    assert sides(8192, 400)[-1] == (4096, 200), "no longer than decoders bear"
    assert [str(steady(rate)) for rate in (29.99, 59.94)] == ["30", "60000/1001"]
    assert [int(steady(rate)) for rate in (10, 240, 15, 120)] == [30, 60, 30, 60]


def test_loudness_meets_its_target_below_the_ceiling() -> None:
    assert gain(-20, -10) == 4
    assert gain(-20, -3) == 1.5, "the peak stays under the ceiling"
    assert gain(-10, 0) == -6
    assert gain(-60, -50) == MOST
    assert gain(-70, float("-inf")) is None
    assert gain(None, 0) is None


@given(st.floats(-69, 5), st.floats(-60, 6))
def test_no_gain_goes_over_target_or_ceiling(loudness: float, peak: float) -> None:
    found = gain(loudness, peak)
    assert found is not None
    assert loudness + found <= TARGET + 0.01
    assert peak + found <= CEILING + 0.01


def test_copies_are_alike_and_others_are_not(made: Made, tmp_path: Path) -> None:
    whole = _known(made("plain.mp4"))
    options = (("preset", "ultrafast"), ("crf", "38"))
    copies = [
        _known(clip(tmp_path / "hard.mp4", Shape(options=options))),
        _known(clip(tmp_path / "small.mp4", Shape(width=160, height=90, options=options))),
        _known(made("recorded.webm")),
    ]
    assert all(alike(whole, one) for one in copies)
    assert not alike(whole, _known(made("other.mp4")))
    assert not alike(whole, _known(made("silent.mp4"))), "with sound it is another clip"
    assert not alike(whole, _known(clip(tmp_path / "longer.mp4", Shape(seconds=2))))


def test_what_shows_nothing_is_alike_to_none() -> None:
    dark = Fingerprint(1_000_000, ("",) * 8)
    assert not alike(dark, dark)


@pytest.mark.parametrize("name", ["bigbuckbunny.mp4", "demo.mp4"])
def test_real_clips_are_known_again(shared: Path, name: str, tmp_path: Path) -> None:
    real = shared / "media" / "video" / name
    if not real.is_file():
        missing("clips", "they lie in shared/media/video where Serai is developed")
    assert not alike(_known(real), _known(_other(shared, name)))
    assert alike(_known(real), _known(_smaller(real, tmp_path / "small.mp4")))


def _other(shared: Path, name: str) -> Path:
    return next(one for one in (shared / "media" / "video").glob("*.mp4") if one.name != name)


def _smaller(real: Path, into: Path) -> Path:
    """The same at half the size and with sound and pictures encoded anew."""
    command = [get_ffmpeg_exe(), "-v", "error", "-i", str(real), "-vf", "scale=trunc(iw/4)*2:-2"]
    command += ["-preset", "ultrafast", "-crf", "34", "-c:a", "aac", "-b:a", "64k", str(into)]
    subprocess.run(command, check=True)  # noqa: S603 - our own file, our own words
    return into


def _known(file: Path) -> Fingerprint:
    with file.open("rb") as source:
        return fingerprint(source, probe(source, ClipLimits()))


def test_the_reader_is_told_by_the_first_bytes(made: Made) -> None:
    for name, reader in (
        ("plain.mp4", "mov"),
        ("turned.mov", "mov"),
        ("odd.webm", "matroska"),
        ("camera.ts", "mpegts"),
    ):
        assert sniff(made(name).read_bytes()[:1024]) == reader
    assert [sniff(loop(kind)) for kind in ("GIF", "PNG", "WEBP")] == ["gif", "png", "webp"]
    assert sniff(saved(corner(), "AVIF")) is None


@given(st.binary(max_size=200))
def test_any_bytes_are_sniffed_and_walked(data: bytes) -> None:
    sniff(data)
    for box in boxes(of_bytes(data), 0, len(data)):
        assert 0 <= box.begin < box.content <= box.end <= len(data)
    assert motion_in(data) is None


@pytest.mark.parametrize("kind", PHOTOS)
def test_the_film_inside_a_photo_is_found(kind: str) -> None:
    found = motion_in(PHOTOS[kind])
    assert found is not None
    assert PHOTOS[kind][found] == FILM


def test_a_film_says_how_long_it_is() -> None:
    assert 0.4 < seconds_of(FILM) < 0.6
    assert seconds_of(FILM[:40]) == seconds_of(b"") == seconds_of(JPEG) == 0


def test_a_photo_that_only_says_it_moves_does_not() -> None:
    assert motion_in(JPEG) is None
    assert motion_in(described('GCamera:MicroVideoOffset="999999999"')) is None
    assert motion_in(described('GCamera:MicroVideoOffset="40"') + bytes(40)) is None
    assert motion_in(JPEG + b"MotionPhoto_Data" + FILM[:200]) is None


def test_pictures_that_move_are_told_from_others() -> None:
    assert all(is_animated(loop(kind)) for kind in ("GIF", "PNG", "WEBP"))
    assert not any(is_animated(saved(corner(), kind)) for kind in ("GIF", "PNG", "WEBP", "JPEG"))
    assert not is_animated(b"GIF89a")


def test_a_cover_is_not_chosen_in_the_dark() -> None:
    black = saved(corner().point(lambda _: 0), "JPEG")
    assert first_worth_showing([Still(1, black), Still(2, JPEG), Still(3, JPEG)]) == 2
    assert first_worth_showing([]) == 0
    assert moments(1_000, 2) == [250, 750]


def test_tones_rise_and_grey_stays_grey() -> None:
    greys = np.repeat(np.linspace(0, 1, 65)[:, None], 3, 1)
    for curve in (16, 18):
        shown = to_screen(greys, curve)
        assert np.abs(shown - shown[:, :1]).max() < 0.01
        assert (np.diff(shown[:, 0]) > -1e-9).all()
        assert (shown[0, 0], shown[-1, 0]) == (
            pytest.approx(0, abs=0.02),
            pytest.approx(1, abs=0.01),
        )
    assert bent(np.array([0.3]))[0] == 0.3
    assert bent(np.array([1000 / 203]))[0] == pytest.approx(1)
    paper = to_screen(np.array([[0.5806] * 3, [0.75] * 3]), 16)[0, 0]
    assert 0.85 < paper < 0.95, "paper is bright, and light may be brighter"
