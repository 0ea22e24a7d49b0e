"""Which part of a picture is shown."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """One column."""
    op.add_column("picture", sa.Column("crop", sa.Text(), nullable=True))
