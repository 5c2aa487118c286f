"""When somebody away was told of their erasure; who is kept apart when the talk is gone; requests that are over."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.add_column(sa.Column("noted_at", sa.BigInteger(), nullable=True))
    op.create_table(
        "kept_apart",
        sa.Column("one_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], ["persons.id"], name=f"fk_kept_apart_{name}", ondelete="CASCADE")
            for name in ("one_id", "other_id")
        ),
        sa.PrimaryKeyConstraint("one_id", "other_id", name="pk_kept_apart"),
    )
    op.create_index("ix_kept_apart_other_id", "kept_apart", ["other_id"])
    op.create_index("ix_requests_status_closed_at", "requests", ["status", "closed_at"])
    op.create_index("ix_matches_request_id", "matches", ["request_id"])


def downgrade() -> None:
    op.drop_index("ix_matches_request_id", table_name="matches")
    op.drop_index("ix_requests_status_closed_at", table_name="requests")
    op.drop_table("kept_apart")
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.drop_column("noted_at")
