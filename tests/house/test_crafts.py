"""Which place for files the settings name, and what is said where they name none."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from serai.cli import main
from serai.crafts import blobs_of
from serai.media import FolderBlobs, S3Blobs, s3_blobs
from serai.settings import Settings

HOME = Path("/srv/serai")


async def test_files_lie_in_a_folder_of_the_house_or_in_another(tmp_path: Path) -> None:
    for said, folder in (("", tmp_path / "blobs"), (str(tmp_path / "else"), tmp_path / "else")):
        blobs = blobs_of(Settings(home=tmp_path, files=said))
        assert isinstance(blobs, FolderBlobs)
        path = blobs.path(await blobs.put(b"x", ".webp"))
        assert path is not None
        assert folder in path.parents


def test_files_lie_in_a_bucket() -> None:
    for said in ("s3://serai", "s3://serai/", "s3://serai/one/two/"):
        assert isinstance(blobs_of(Settings(home=HOME, files=said)), S3Blobs)


@pytest.mark.parametrize("said", ["files", "s3://", "s3:///x", "http://x/y", "file:///x", " "])
def test_what_names_no_place_is_told(said: str) -> None:
    with pytest.raises(ValueError, match="SERAI_FILES"):
        blobs_of(Settings(home=HOME, files=said))


def test_half_a_key_is_told() -> None:
    with pytest.raises(ValueError, match="SERAI_S3_SECRET"):
        blobs_of(Settings(home=HOME, files="s3://serai", s3_key="key"))


def test_a_missing_extra_is_told_at_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(s3_blobs, "obstore", None)
    told = CliRunner().invoke(
        main, ["run", "--home", str(tmp_path)], env={"SERAI_FILES": "s3://serai"}
    )
    assert told.exit_code == 1
    assert told.output == "Error: files in an S3 store need the extra: uv sync --extra s3.\n"
