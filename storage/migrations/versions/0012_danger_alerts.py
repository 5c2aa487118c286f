"""Alerts of danger, said again until somebody takes them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "danger_alerts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kinds", sa.String(length=64), nullable=False),
        sa.Column("wish", sa.String(length=8), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("rounds", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_danger_alerts_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_danger_alerts")),
    )
    with op.batch_alter_table("danger_alerts", schema=None) as batch_op:
        batch_op.create_index(
            "ix_danger_alerts_open_person",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        )
        batch_op.create_index(batch_op.f("ix_danger_alerts_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_danger_alerts_status_due_at"), ["status", "due_at"], unique=False
        )


def downgrade() -> None:
    op.drop_table("danger_alerts")
