"""Bring a database to the newest schema; safe to run again."""

import asyncio
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config

SCRIPTS: Final = Path(__file__).parent / "migrations"


async def migrate(url: str) -> None:
    """Run what is missing of the migrations on the database at `url`."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["url"] = url
    await asyncio.to_thread(command.upgrade, config, "head")
