"""Rest of helpers, words that Kolo sends them by itself, notes for the next helper."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MONTH = 30 * 24 * 60 * 60  # seconds from volunteering to the first monthly word


def _upgrade_helpers() -> None:
    with op.batch_alter_table("helpers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rest_until", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("word_at", sa.BigInteger(), nullable=True))
        batch_op.create_index(batch_op.f("ix_helpers_rest_until"), ["rest_until"], unique=False)
        batch_op.create_index(batch_op.f("ix_helpers_word_at"), ["word_at"], unique=False)
    op.execute(sa.text("UPDATE helpers SET word_at = created_at + :month").bindparams(month=MONTH))


def _upgrade_words() -> None:
    op.create_table(
        "helper_words",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("local_date", sa.String(length=10), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_helper_words_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper_words")),
        sa.UniqueConstraint(
            "person_id", "kind", "local_date", name=op.f("uq_helper_words_person_id_kind_local_date")
        ),
    )
    with op.batch_alter_table("helper_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_helper_words_status_due_at"), ["status", "due_at"], unique=False)


def _upgrade_notes() -> None:
    op.create_table(
        "hand_over_notes",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("match_id", sa.BigInteger(), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("requester_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["persons.id"], name=op.f("fk_hand_over_notes_author_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["match_id"], ["matches.id"], name=op.f("fk_hand_over_notes_match_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_hand_over_notes_request_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["requester_id"],
            ["persons.id"],
            name=op.f("fk_hand_over_notes_requester_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over_notes")),
        sa.UniqueConstraint(
            "match_id",
            "author_id",
            "requester_id",
            name=op.f("uq_hand_over_notes_match_id_author_id_requester_id"),
        ),
    )
    with op.batch_alter_table("hand_over_notes", schema=None) as batch_op:
        for column in ("author_id", "request_id", "requester_id"):
            batch_op.create_index(batch_op.f(f"ix_hand_over_notes_{column}"), [column], unique=False)


def upgrade() -> None:
    _upgrade_helpers()
    _upgrade_words()
    _upgrade_notes()


def downgrade() -> None:
    op.drop_table("hand_over_notes")
    op.drop_table("helper_words")
    with op.batch_alter_table("helpers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_helpers_word_at"))
        batch_op.drop_index(batch_op.f("ix_helpers_rest_until"))
        batch_op.drop_column("word_at")
        batch_op.drop_column("rest_until")
