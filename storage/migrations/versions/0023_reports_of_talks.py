"""Reports of talks, with what their authors chose to show."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "talk_reports",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("talk", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("shown", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_talk_reports_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_reports")),
        sa.UniqueConstraint("number", name=op.f("uq_talk_reports_number")),
        sa.UniqueConstraint(
            "person_id", "talk", "reason", name=op.f("uq_talk_reports_person_id_talk_reason")
        ),
    )
    with op.batch_alter_table("talk_reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_talk_reports_created_at"), ["created_at"], unique=False)


def downgrade() -> None:
    op.drop_table("talk_reports")
