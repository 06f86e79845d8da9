"""The key that signs receipts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "keys",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("private", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_keys"),
    )
