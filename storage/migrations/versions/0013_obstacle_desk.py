"""Obstacles: merged and split with their history, told to everybody, and under which number a report was known."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def _of(table: str, column: str, whose: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{whose}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
    )


def upgrade() -> None:
    with op.batch_alter_table("obstacles", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_into", sa.BigInteger(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("published_at", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("obstacle_reports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("was", sa.BigInteger(), nullable=False, server_default="0"))
    op.create_table(
        "obstacle_moves",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("from_id", sa.BigInteger(), nullable=False),
        sa.Column("to_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _of("obstacle_moves", "from_id", "obstacles"),
        _of("obstacle_moves", "to_id", "obstacles"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obstacle_moves")),
    )
    op.create_table(
        "obstacle_moved",
        sa.Column("move_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report_id", sa.BigInteger(), autoincrement=False, nullable=False),
        _of("obstacle_moved", "move_id", "obstacle_moves"),
        _of("obstacle_moved", "report_id", "obstacle_reports"),
        sa.PrimaryKeyConstraint("move_id", "report_id", name=op.f("pk_obstacle_moved")),
    )
    for table, column in (("moves", "from_id"), ("moves", "to_id"), ("moved", "report_id")):
        with op.batch_alter_table(f"obstacle_{table}", schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_obstacle_{table}_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("obstacle_moved")
    op.drop_table("obstacle_moves")
    with op.batch_alter_table("obstacle_reports", schema=None) as batch_op:
        batch_op.drop_column("was")
    with op.batch_alter_table("obstacles", schema=None) as batch_op:
        batch_op.drop_column("published_at")
        batch_op.drop_column("merged_into")
