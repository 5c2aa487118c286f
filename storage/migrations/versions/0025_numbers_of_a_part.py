"""Numbers of a part: wishes say of which place, need, group or language; they live for seconds and begin anew."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("stats_wishes")
    _create(sa.Column("look", sa.String(length=64), nullable=False))


def downgrade() -> None:
    op.drop_table("stats_wishes")
    _create()


def _create(*more: "sa.Column[str]") -> None:
    unique = ("account_id", "days", *(column.name for column in more))
    op.create_table(
        "stats_wishes",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("days", sa.BigInteger(), nullable=False),
        *more,
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_stats_wishes_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stats_wishes")),
        sa.UniqueConstraint(*unique, name=op.f(f"uq_stats_wishes_{'_'.join(unique)}")),
    )
