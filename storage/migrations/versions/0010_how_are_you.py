"""How are you: what each person chose, and what they were asked."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _upgrade_plans() -> None:
    op.create_table(
        "how_are_you",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("every", sa.String(length=16), nullable=False),
        sa.Column("hour", sa.BigInteger(), nullable=False),
        sa.Column("silence", sa.String(length=16), nullable=False),
        sa.Column("next_on", sa.String(length=10), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("slowed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_how_are_you_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_how_are_you")),
    )
    with op.batch_alter_table("how_are_you", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_how_are_you_next_at"), ["next_at"], unique=False)


def _upgrade_questions() -> None:
    op.create_table(
        "how_are_you_questions",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("local_date", sa.String(length=10), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("rung", sa.BigInteger(), nullable=False),
        sa.Column("look_at", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_how_are_you_questions_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_how_are_you_questions")),
        sa.UniqueConstraint(
            "person_id", "kind", "local_date", name=op.f("uq_how_are_you_questions_person_id_kind_local_date")
        ),
    )
    with op.batch_alter_table("how_are_you_questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_how_are_you_questions_asked_at"), ["asked_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_how_are_you_questions_look_at"), ["look_at"], unique=False)


def upgrade() -> None:
    _upgrade_plans()
    _upgrade_questions()


def downgrade() -> None:
    op.drop_table("how_are_you_questions")
    op.drop_table("how_are_you")
