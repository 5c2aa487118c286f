"""Groups become communities."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _upgrade_group_neighbours() -> None:
    op.create_table(
        "group_neighbours",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("neighbour_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_group_neighbours_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["neighbour_id"], ["groups.id"], name=op.f("fk_group_neighbours_neighbour_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "neighbour_id", name=op.f("pk_group_neighbours")),
    )
    with op.batch_alter_table("group_neighbours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_neighbours_neighbour_id"), ["neighbour_id"], unique=False)


def _upgrade_joinings() -> None:
    op.create_table(
        "joinings",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("heard_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_joinings_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_joinings_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joinings")),
        sa.UniqueConstraint("person_id", "group_id", name=op.f("uq_joinings_person_id_group_id")),
    )
    with op.batch_alter_table("joinings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_joinings_group_id"), ["group_id"], unique=False)


def _upgrade_groups() -> None:
    # The groups and members that are there already are what all were until now.
    with op.batch_alter_table("groups", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=16), nullable=False, server_default="place"))
        batch_op.add_column(sa.Column("mode", sa.String(length=16), nullable=False, server_default="seen"))
        batch_op.add_column(sa.Column("description", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("groups", schema=None) as batch_op:
        batch_op.alter_column("kind", server_default=None)
        batch_op.alter_column("mode", server_default=None)


def _upgrade_memberships() -> None:
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.add_column(sa.Column("role", sa.String(length=16), nullable=False, server_default="member"))
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.alter_column("role", server_default=None)


def _upgrade_requests() -> None:
    with op.batch_alter_table("requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requests_group_id_status"), ["group_id", "status"], unique=False)


def upgrade() -> None:
    _upgrade_group_neighbours()
    _upgrade_joinings()
    _upgrade_groups()
    _upgrade_memberships()
    _upgrade_requests()


def downgrade() -> None:
    with op.batch_alter_table("requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_requests_group_id_status"))

    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_column("role")

    with op.batch_alter_table("groups", schema=None) as batch_op:
        batch_op.drop_column("description")
        batch_op.drop_column("mode")
        batch_op.drop_column("kind")

    op.drop_table("joinings")
    op.drop_table("group_neighbours")
