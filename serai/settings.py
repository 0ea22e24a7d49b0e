"""Settings: read once, here and nowhere else."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct
from platformdirs import user_data_path

PREFIX: Final = "SERAI_"


class Settings(Struct, frozen=True):
    """What an operator may set; each is also an environment variable, `SERAI_` and its name."""

    home: Path
    """Where the data lies."""
    port: int = 8000
    host: str = "127.0.0.1"
    """The network address to listen on."""
    address: str = ""
    """The public address, scheme and host; http://localhost:PORT by default."""
    name: str = "Serai"
    database: str = ""
    """`sqlite:///…` or `postgresql://…`; a file in `home` by default."""
    writes_per_minute: int = 120
    """How often one person, or one address of strangers, may write."""
    demo: bool = True
    """Whether a first start makes the demo world."""
    worker: bool = True
    """Whether this process also does the work that outlives requests."""
    models: bool = True
    """Whether to load the sentence encoder where its extra is installed."""

    @property
    def public_address(self) -> str:
        """The address people type."""
        return self.address.rstrip("/") or f"http://localhost:{self.port}"

    @property
    def database_url(self) -> str:
        """The address of the database."""
        return self.database or f"sqlite:///{self.home / 'serai.db'}"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; raises ValueError naming the variable that is wrong."""
    said = os.environ if environ is None else environ
    home = Path(said.get("SERAI_HOME") or user_data_path("serai"))
    return Settings(
        home=home,
        port=_number(said, "PORT", 8000),
        host=said.get("SERAI_HOST", "127.0.0.1"),
        address=said.get("SERAI_ADDRESS", ""),
        name=said.get("SERAI_NAME", "Serai"),
        database=said.get("SERAI_DATABASE", ""),
        writes_per_minute=_number(said, "WRITES_PER_MINUTE", 120),
        demo=_switch(said, "DEMO"),
        worker=_switch(said, "WORKER"),
        models=_switch(said, "MODELS"),
    )


def _number(said: Mapping[str, str], name: str, default: int) -> int:
    text = said.get(PREFIX + name, str(default))
    if not text.isdigit():
        raise ValueError(f"{PREFIX}{name} should be a number, not {text!r}")
    return int(text)


def _switch(said: Mapping[str, str], name: str) -> bool:
    text = said.get(PREFIX + name, "1")
    if text not in {"0", "1"}:
        raise ValueError(f"{PREFIX}{name} should be 0 or 1, not {text!r}")
    return text == "1"
