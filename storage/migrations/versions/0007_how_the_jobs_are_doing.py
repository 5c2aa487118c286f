"""How the jobs are doing, and when moderators are to hear of an asking."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "job_runs",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("last_run", sa.BigInteger(), nullable=False),
        sa.Column("next_run", sa.BigInteger(), nullable=False),
        sa.Column("last_count", sa.BigInteger(), nullable=False),
        sa.Column("counted_at", sa.BigInteger(), nullable=True),
        sa.Column("failing", sa.Boolean(), nullable=False),
        sa.Column("last_error", sa.String(length=64), nullable=False),
        sa.Column("failed_at", sa.BigInteger(), nullable=True),
        sa.Column("postponed", sa.BigInteger(), nullable=False),
        sa.Column("postponed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_runs")),
    )
    with op.batch_alter_table("joinings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hear_at", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute("UPDATE joinings SET hear_at = at + 86400")
    with op.batch_alter_table("joinings", schema=None) as batch_op:
        batch_op.alter_column("hear_at", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("joinings", schema=None) as batch_op:
        batch_op.drop_column("hear_at")
    op.drop_table("job_runs")
