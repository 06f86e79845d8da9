"""The first gradebook."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "students",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("forgotten", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_students"),
        sa.UniqueConstraint("name", name="uq_students_name"),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("began", sa.Text, nullable=False),
        sa.Column("ended", sa.Text),
        sa.Column("grader", sa.Text, nullable=False),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("out", sa.Text, nullable=False),
        sa.Column("new", sa.Integer),
        sa.Column("changed", sa.Integer),
        sa.Column("same", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_table(
        "exercises",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("variant", sa.Integer, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_exercises"),
        sa.UniqueConstraint("name", "variant", "version", name="uq_exercises_name_variant_version"),
    )
    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("student", sa.Integer, nullable=False),
        sa.Column("exercise", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("variant", sa.Integer, nullable=False),
        sa.Column("shuffle", sa.Integer, nullable=False),
        sa.Column("handed_in", sa.Text, nullable=False),
        sa.Column("document", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        sa.ForeignKeyConstraint(["student"], ["students.id"], name="fk_submissions_student"),
    )
    op.create_index("ix_submissions_student_exercise", "submissions", ["student", "exercise"])
    op.create_table(
        "results",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.Text, nullable=False),
        sa.Column("run", sa.Integer),
        sa.Column("student", sa.Integer, nullable=False),
        sa.Column("submission", sa.Integer, nullable=False),
        sa.Column("exercise", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("graded", sa.Text, nullable=False),
        sa.Column("grader", sa.Text, nullable=False),
        sa.Column("seed", sa.Text, nullable=False),
        sa.Column("isolation", sa.Text, nullable=False),
        sa.Column("reproducible", sa.Boolean, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("points", sa.Text),
        sa.Column("outcomes", sa.Text),
        sa.Column("document", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_results"),
        sa.UniqueConstraint("uid", name="uq_results_uid"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_results_run"),
        sa.ForeignKeyConstraint(["student"], ["students.id"], name="fk_results_student"),
        sa.ForeignKeyConstraint(["submission"], ["submissions.id"], name="fk_results_submission"),
        sa.ForeignKeyConstraint(["exercise"], ["exercises.id"], name="fk_results_exercise"),
    )
    op.create_index("ix_results_student_name", "results", ["student", "name"])
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("student", sa.Integer, nullable=False),
        sa.Column("exercise", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.ForeignKeyConstraint(["student"], ["students.id"], name="fk_decisions_student"),
    )
    op.create_index("ix_decisions_student", "decisions", ["student"])
