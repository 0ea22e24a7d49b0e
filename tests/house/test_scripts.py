"""The two scripts on a machine that has nothing yet."""

import os
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parents[2]


def program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_without_uv_the_script_installs_it_and_says_why_it_cannot(tmp_path: Path) -> None:
    shutil.copytree(HERE / "bin", tmp_path / "bin")
    programs = tmp_path / "programs"
    programs.mkdir()
    program(programs, "uv", "exit 1")  # none that works
    program(programs, "python3", '[ "$1" = -c ]')  # new enough, yet without venv
    run = subprocess.run(  # noqa: S603 - our own script
        ["/bin/bash", str(tmp_path / "bin" / "run")],
        env={"PATH": f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 1
    assert "installing uv" in run.stderr
    assert "apt install python3-venv" in run.stderr
