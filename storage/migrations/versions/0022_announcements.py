"""Announcements, who is sent them, and an outbox that is read by what is urgent."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

BEFORE, NOW = ["due_at", "priority", "id"], ["priority", "due_at", "id"]


def _number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _sealed(name: str, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def _status() -> sa.Column[str]:
    return sa.Column("status", sa.String(length=16), nullable=False)


def _announcements() -> None:
    op.create_table(
        "announcements",
        *(_number("id"), _number("number"), _status(), _number("revision"), _number("reached")),
        *(_number("look_at", nullable=True), _number("changed_at"), _sealed("audience")),
        *(_sealed("texts", nullable=True), _sealed("counts", nullable=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
        sa.UniqueConstraint("number", name=op.f("uq_announcements_number")),
    )
    with op.batch_alter_table("announcements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_announcements_look_at"), ["look_at"], unique=False)


def _announced() -> None:
    op.create_table(
        "announced",
        *(_number("announcement_id"), _number("person_id"), _status(), _number("due_at")),
        *(
            sa.ForeignKeyConstraint(
                [f"{of}_id"], [f"{of}s.id"], name=op.f(f"fk_announced_{of}_id"), ondelete="CASCADE"
            )
            for of in ("announcement", "person")
        ),
        sa.PrimaryKeyConstraint("announcement_id", "person_id", name=op.f("pk_announced")),
    )
    with op.batch_alter_table("announced", schema=None) as batch_op:
        for columns in (["person_id"], ["announcement_id", "status", "due_at"]):
            batch_op.create_index(batch_op.f(f"ix_announced_{'_'.join(columns)}"), columns, unique=False)


def upgrade() -> None:
    _announcements()
    _announced()
    begun: sa.Column[bool] = sa.Column("begun", sa.Boolean(), nullable=False, server_default=sa.false())
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(begun)
        batch_op.drop_index(batch_op.f(f"ix_outbox_{'_'.join(BEFORE)}"))
        batch_op.create_index(batch_op.f(f"ix_outbox_{'_'.join(NOW)}"), NOW, unique=False)


def downgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f(f"ix_outbox_{'_'.join(NOW)}"))
        batch_op.create_index(batch_op.f(f"ix_outbox_{'_'.join(BEFORE)}"), BEFORE, unique=False)
        batch_op.drop_column("begun")
    op.drop_table("announced")
    op.drop_table("announcements")
