"""Numbers of people at the desk, bans, and when a help contact was verified."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and the column that says why a person is banned."""
    op.create_table(
        "person_numbers",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_person_numbers_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_person_numbers")),
        sa.UniqueConstraint("number", name=op.f("uq_person_numbers_number")),
    )
    op.create_table(
        "banned_addresses",
        sa.Column("address_index", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("address_index", name=op.f("pk_banned_addresses")),
    )
    op.create_table(
        "contact_checks",
        sa.Column("contact", sa.String(length=32), nullable=False),
        sa.Column("how", sa.String(length=16), nullable=False),
        sa.Column("checked_on", sa.String(length=10), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("contact", name=op.f("pk_contact_checks")),
    )
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.add_column(sa.Column("banned", sa.String(length=16), nullable=False, server_default=""))


def downgrade() -> None:
    """Take all of it away again."""
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.drop_column("banned")
    op.drop_table("contact_checks")
    op.drop_table("banned_addresses")
    op.drop_table("person_numbers")
