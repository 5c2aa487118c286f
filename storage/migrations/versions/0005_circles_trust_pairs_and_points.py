"""Circles, trust, pairs and points."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _upgrade_points() -> None:
    op.create_table(
        "points",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_points")),
    )


def _upgrade_pair_rules() -> None:
    op.create_table(
        "pair_rules",
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("helper_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["persons.id"], name=op.f("fk_pair_rules_helper_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_pair_rules_request_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("request_id", "helper_id", name=op.f("pk_pair_rules")),
    )
    with op.batch_alter_table("pair_rules", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pair_rules_helper_id"), ["helper_id"], unique=False)


# What the rows that are there already say: the machine chose, in its own circle, and nobody has to look.
ADDED = (
    ("matches", "review", sa.String(length=16), ""),
    ("offers", "made_by", sa.String(length=16), "machine"),
    ("offers", "circle", sa.BigInteger(), "0"),
    ("requests", "circle", sa.BigInteger(), "0"),
)


def _upgrade_columns() -> None:
    for table, name, type_, value in ADDED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column(name, type_, nullable=False, server_default=value))
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column(name, server_default=None)


def upgrade() -> None:
    _upgrade_points()
    _upgrade_pair_rules()
    _upgrade_columns()


def downgrade() -> None:
    for table, name, _type, _value in reversed(ADDED):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(name)
    op.drop_table("pair_rules")
    op.drop_table("points")
