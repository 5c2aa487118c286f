"""Which moderator drafted a letter: it goes when they leave the chat."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("letter_drafts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("moderator", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("letter_drafts", schema=None) as batch_op:
        batch_op.drop_column("moderator")
