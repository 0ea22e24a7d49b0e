"""A full-HD film made ready, step by step, beside the ffmpeg program with the same settings."""

import asyncio
import importlib
import resource
import subprocess
import time
from collections.abc import Awaitable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final, TypeVar

from serai.bench.footage import film
from serai.bench.steps import Step, Tell, middle
from serai.clips import ClipLimits, Probed
from serai.clips.children import ChildStudio
from serai.clips.ladder import Step as Size
from serai.clips.ladder import rungs_for, steady

T = TypeVar("T")

SIZE: Final = (1920, 1080)
RATE: Final = 30
STILLS: Final = 9


def measure_transcode(
    folder: Path, seconds: int, runs: int, tell: Tell
) -> tuple[dict[str, float], dict[str, Step]]:
    """`transcode_overhead`: our seconds of CPU over those of ffmpeg, both in turns."""
    program: Any = importlib.import_module("imageio_ffmpeg")
    source = folder / "film.mp4"
    tell(f"{seconds} s of film, drawn and kept")
    film(source, SIZE, RATE, seconds)
    return asyncio.run(_measure(program.get_ffmpeg_exe(), source, runs, tell))


async def _measure(
    program: str, source: Path, runs: int, tell: Tell
) -> tuple[dict[str, float], dict[str, Step]]:
    studio = ChildStudio()
    taken: dict[str, list[Step]] = {}
    try:
        await studio.probe(source, ClipLimits())  # the host starts, once for all clips of a house
        for nth in range(runs):
            tell(f"run {nth + 1} of {runs}: every step, and ffmpeg")
            probed, gain = await _before(studio, source, taken)
            if nth % 2:
                taken.setdefault("ffmpeg", []).append(_plain(program, source, probed, gain))
            await _sizes(studio, source, probed, gain, taken)
            if not nth % 2:
                taken.setdefault("ffmpeg", []).append(_plain(program, source, probed, gain))
    finally:
        await studio.close()
    steps = {name: middle(each) for name, each in taken.items()}
    pairs = zip(taken["ladder"], taken["ffmpeg"], strict=True)
    measures = {"transcode_overhead": median(ours.cpu_s / plain.cpu_s for ours, plain in pairs)}
    ours = [step for name, step in steps.items() if name != "ffmpeg"]
    measures["playable_cpu_s"] = sum(step.cpu_s for step in ours)
    measures["playable_s"] = sum(step.wall_s for step in ours)
    return measures, steps


async def _before(
    studio: ChildStudio, source: Path, taken: dict[str, list[Step]]
) -> tuple[Probed, float]:
    probed = await _timed(studio, "probe", studio.probe(source, ClipLimits()), taken)
    await _timed(studio, "stills", studio.stills(source, probed, STILLS), taken)
    await _timed(studio, "poster", studio.poster(source, probed.duration // 2), taken)
    await _timed(studio, "fingerprint", studio.fingerprint(source, probed), taken)
    gain = await _timed(studio, "loudness", studio.loudness(source), taken)
    return probed, gain or 0.0


async def _sizes(
    studio: ChildStudio, source: Path, probed: Probed, gain: float, taken: dict[str, list[Step]]
) -> None:
    out = source.parent
    work = studio.encode(source, probed, rungs_for(probed), gain, out, lambda _: None)
    made = await _timed(studio, "ladder", work, taken)
    smallest = out / made.rungs[0].address
    await _timed(studio, "sprite", studio.sprite(smallest, probed), taken)


async def _timed(
    studio: ChildStudio, name: str, work: Awaitable[T], taken: dict[str, list[Step]]
) -> T:
    begin = time.perf_counter()
    result = await work
    wall = time.perf_counter() - begin
    taken.setdefault(name, []).append(Step(studio.spent.cpu_s if studio.spent else 0.0, wall))
    return result


def _plain(program: str, source: Path, probed: Probed, gain: float) -> Step:
    """One run of the program: the same sizes, filters, encoder, threads and cuts."""
    command = [program, "-v", "error", "-y", "-threads", "2", "-i", str(source)]
    command += _settings(rungs_for(probed), probed, gain, source.parent)
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True)  # noqa: S603 - a program of a package, our own words
    wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Step(cpu, wall)


def _settings(sizes: Sequence[Size], probed: Probed, gain: float, folder: Path) -> list[str]:
    """Sound goes to one file alone: the program would encode it anew for each."""
    rate, largest, last = steady(probed.rate), sizes[-1], len(sizes) - 1
    graph = f"[0:v]fps={rate}:start_time=0,scale={largest.width}:{largest.height}:"
    graph += "out_color_matrix=bt709:out_range=tv,format=yuv420p,setsar=1"
    for nth, size in enumerate(reversed(sizes[:-1])):
        graph += f",split=2[o{nth}],scale={size.width}:{size.height}"
    graph += f"[o{last}];[0:a]aresample=48000:async=1000:first_pts=0,volume={gain}dB[heard]"
    said = ["-filter_threads", "1", "-filter_complex_threads", "1", "-filter_complex", graph]
    for nth, size in enumerate(reversed(sizes)):
        said += ["-map", f"[o{nth}]", *(["-map", "[heard]"] if nth == 0 else [])]
        said += ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-profile:v", "high"]
        said += ["-maxrate", str(size.bits), "-bufsize", str(2 * size.bits), "-threads", "2"]
        said += ["-g", str(int(rate * 12)), "-sc_threshold", "0", "-forced-idr", "1"]
        said += ["-force_key_frames", "expr:gte(t,n_forced*2)", "-c:a", "aac", "-b:a", "128k"]
        said += ["-movflags", "frag_keyframe+delay_moov+default_base_moof"]
        said.append(str(folder / f"plain-{nth}.mp4"))
    return said
