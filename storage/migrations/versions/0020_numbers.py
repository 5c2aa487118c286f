"""The numbers: when a first word came, what stays of who is gone, and who wishes to see them."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# What can still be known of the time before: the first word of the helpers who are still here.
_FIRST_WORDS = """
UPDATE requests SET first_word_at = (
    SELECT min(matches.first_word_at) FROM matches WHERE matches.request_id = requests.id
)
"""


def upgrade() -> None:
    op.create_table(
        "gone",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("came", sa.String(length=16), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", "kind", "came", name=op.f("pk_gone")),
    )
    op.create_table(
        "stats_wishes",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("days", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_stats_wishes_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stats_wishes")),
        sa.UniqueConstraint("account_id", "days", name=op.f("uq_stats_wishes_account_id_days")),
    )
    with op.batch_alter_table("requests", schema=None) as batch_op:
        batch_op.add_column(sa.Column("first_word_at", sa.BigInteger(), nullable=True))
        batch_op.create_index(batch_op.f("ix_requests_created_at"), ["created_at"], unique=False)
    op.execute(_FIRST_WORDS)


def downgrade() -> None:
    with op.batch_alter_table("requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_requests_created_at"))
        batch_op.drop_column("first_word_at")
    op.drop_table("stats_wishes")
    op.drop_table("gone")
