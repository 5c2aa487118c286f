"""Which messages stand on phones, so that /clean can delete them."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "phone_messages",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_phone_messages_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "message", name=op.f("pk_phone_messages")),
    )
    with op.batch_alter_table("phone_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phone_messages_at"), ["at"], unique=False)


def downgrade() -> None:
    op.drop_table("phone_messages")
