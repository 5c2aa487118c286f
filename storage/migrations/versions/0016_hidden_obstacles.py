"""Obstacles that moderators hide; questions of joint requests stay known as whose they are once they are taken in."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


ONCE, INDEX = "uq_joint_changes_request_id_person_id", "ix_joint_changes_request_id_person_id"


def upgrade() -> None:
    with op.batch_alter_table("obstacles", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hidden_at", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("joint_changes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("taken", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.drop_constraint(ONCE, type_="unique")
        batch_op.create_index(INDEX, ["request_id", "person_id"], unique=False)


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM joint_changes WHERE taken"))
    with op.batch_alter_table("joint_changes", schema=None) as batch_op:
        batch_op.drop_index(INDEX)
        batch_op.create_unique_constraint(ONCE, ["request_id", "person_id"])
        batch_op.drop_column("taken")
    with op.batch_alter_table("obstacles", schema=None) as batch_op:
        batch_op.drop_column("hidden_at")
