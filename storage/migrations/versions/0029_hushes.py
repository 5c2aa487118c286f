"""The switch that stops all sending."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hushes",
        sa.Column("turned_by", sa.String(length=16), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("turned_by", name=op.f("pk_hushes")),
    )


def downgrade() -> None:
    op.drop_table("hushes")
