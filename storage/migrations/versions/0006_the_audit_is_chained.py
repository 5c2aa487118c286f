"""The audit is chained."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_end",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.Column("proof", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_end")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("link", sa.LargeBinary(), nullable=True))
        batch_op.create_index(batch_op.f("ix_audit_place"), ["place"], unique=True)


def downgrade() -> None:
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_place"))
        batch_op.drop_column("link")
        batch_op.drop_column("place")

    op.drop_table("audit_end")
