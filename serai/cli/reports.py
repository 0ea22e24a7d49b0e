"""`serai reports`: what people asked the people who moderate to look at."""

import asyncio
from pathlib import Path

import click

from serai.cli.given import given_house, home
from serai.kernel import ReportId, SystemClock, iso
from serai.moderation import OUTCOMES, Outcome, Report, close_report, open_reports
from serai.settings import Settings
from serai.store import migrate, open_database


@click.command()
@click.option("--close", "which", help="Close the report with this number.")
@click.option("--outcome", type=click.Choice(OUTCOMES), default=OUTCOMES[0], show_default=True)
@home
def reports(which: str | None, outcome: Outcome, home: Path | None) -> None:
    """List open reports, the oldest first, or close one."""
    settings = given_house(home)
    if which is None:
        found = asyncio.run(_list(settings))
        for report in found:
            click.echo(_line(report))
        click.echo(f"{len(found)} open")
        return
    number = ReportId.parse(which)
    if number is None:
        raise click.ClickException(f"{which!r} is no number of a report; list them first.")
    asyncio.run(_close(settings, number, outcome))
    click.echo(f"{which} is closed: {outcome}")


def _line(report: Report) -> str:
    said = f"  “{report.words}”" if report.words else ""
    subject = f"{report.subject_kind} {report.subject}"
    return f"{report.id}  {iso(report.at)}  {report.reason:14} {subject}{said}"


async def _list(settings: Settings) -> list[Report]:
    await migrate(settings.database_url)
    database = await open_database(settings.database_url, SystemClock())
    async with database.read() as look:
        found = await open_reports(look)
    await database.close()
    return found


async def _close(settings: Settings, which: ReportId, outcome: Outcome) -> None:
    await migrate(settings.database_url)
    database = await open_database(settings.database_url, SystemClock())
    async with database.write() as tx:
        await close_report(tx, which, outcome)
    await database.close()
