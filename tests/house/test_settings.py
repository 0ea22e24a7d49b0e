from pathlib import Path

import pytest

from serai.settings import Settings, read_settings


def test_nothing_said_is_the_usual() -> None:
    usual = read_settings({})
    assert usual == Settings(home=usual.home)
    assert usual.database_url == f"sqlite:///{usual.home}/serai.db"
    assert usual.public_address == "http://localhost:8000"


def test_each_setting_is_an_environment_variable() -> None:
    said = {
        "SERAI_HOME": "/srv/serai",
        "SERAI_PORT": "8080",
        "SERAI_HOST": "0.0.0.0",  # noqa: S104 - nothing listens
        "SERAI_ADDRESS": "https://serai.example/",
        "SERAI_NAME": "An inn",
        "SERAI_DATABASE": "postgresql://there/serai",
        "SERAI_WRITES_PER_MINUTE": "7",
        "SERAI_DEMO": "0",
        "SERAI_WORKER": "0",
        "SERAI_MODELS": "0",
        "SERAI_KEEP_ORIGINALS": "0",
        "SERAI_TRANSLATORS": "chat",
        "SERAI_LIBRETRANSLATE": "https://libre.example",
        "SERAI_LIBRETRANSLATE_KEY": "one",
        "SERAI_CHAT": "https://chat.example/v1",
        "SERAI_CHAT_KEY": "two",
        "SERAI_CHAT_MODEL": "small",
        "SERAI_FILES": "s3://serai/files",
        "SERAI_S3_ENDPOINT": "https://s3.example",
        "SERAI_S3_REGION": "garage",
        "SERAI_S3_KEY": "three",
        "SERAI_S3_SECRET": "four",
    }
    read = read_settings(said)
    assert set(said) == {f"SERAI_{name.upper()}" for name in Settings.__struct_fields__}
    assert (read.home, read.port, read.writes_per_minute) == (Path("/srv/serai"), 8080, 7)
    assert (read.demo, read.worker, read.models, read.keep_originals) == (False,) * 4
    assert read.public_address == "https://serai.example"
    assert read.database_url == "postgresql://there/serai"


def test_an_empty_home_is_the_usual_one() -> None:
    assert read_settings({"SERAI_HOME": ""}) == read_settings({})


@pytest.mark.parametrize(
    ("name", "text"),
    [("PORT", "eighty"), ("PORT", "-1"), ("PORT", "\u0663"), ("DEMO", "yes"), ("WORKER", "")],
)
def test_a_wrong_value_is_told_by_the_name_of_its_variable(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=f"SERAI_{name}"):
        read_settings({f"SERAI_{name}": text})
