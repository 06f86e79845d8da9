"""What Alembic runs to migrate: on the connection that it is given, in the transaction that is open there."""

from __future__ import annotations

from alembic import context

from grader.desk.gradebook.tables import METADATA
from grader.desk.gradebook.version import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite changes no column: Alembic copies the table
)
context.run_migrations()
