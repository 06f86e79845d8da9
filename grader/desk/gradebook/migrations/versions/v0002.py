"""Who has decided, and who has graded: for a gradebook that several teachers share."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for table in ("runs", "decisions"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("account", sa.Text, nullable=False, server_default=""))
