"""Chats that clear themselves every day, and messages that show what somebody told their helper."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    off = sa.false()
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("clears_daily", sa.Boolean(), server_default=off, nullable=False))
        batch_op.create_index(batch_op.f("ix_accounts_clears_daily"), ["clears_daily"], unique=False)
    with op.batch_alter_table("phone_messages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("entrusted", sa.Boolean(), server_default=off, nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("phone_messages", schema=None) as batch_op:
        batch_op.drop_column("entrusted")
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accounts_clears_daily"))
        batch_op.drop_column("clears_daily")
