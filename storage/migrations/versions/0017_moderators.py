"""Moderators by number, whether they are still there, and what waits for a second one of them."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def _number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def _desk(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_account_id")
    return sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "moderators",
        *(_key("number"), sa.Column("mark", sa.LargeBinary(), nullable=False), _number("since")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_moderators")),
        sa.UniqueConstraint("mark", name=op.f("uq_moderators_mark")),
    )
    op.create_table(
        "moderator_seats",
        *(_number("number"), _number("account_id"), sa.Column("here", sa.Boolean(), nullable=False)),
        _number("at"),
        sa.ForeignKeyConstraint(["number"], ["moderators.number"], name=op.f("fk_moderator_seats_number")),
        _desk("moderator_seats"),
        sa.PrimaryKeyConstraint("number", "account_id", name=op.f("pk_moderator_seats")),
    )
    op.create_index(op.f("ix_moderator_seats_account_id"), "moderator_seats", ["account_id"])
    op.create_table(
        "agreements",
        *(_key("id"), sa.Column("act", sa.String(length=16), nullable=False)),
        sa.Column("about", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        *(_number("account_id"), _number("asker"), _number("second", nullable=True)),
        sa.Column("status", sa.String(length=16), nullable=False),
        *(_number("at"), _number("until")),
        _desk("agreements"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
    )
    op.create_index(op.f("ix_agreements_act_about"), "agreements", ["act", "about"])
    op.create_index(op.f("ix_agreements_account_id"), "agreements", ["account_id"])


def downgrade() -> None:
    for table in ("agreements", "moderator_seats", "moderators"):
        op.drop_table(table)
