"""The board and the alerts of the moderators' chats, where they stand, and the topics there."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def _number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def _word(name: str, length: int = 16) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _of(table: str, column: str, whose: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{whose}.id"], name=name, ondelete="CASCADE")


def _unique(name: str, table: str, columns: list[str], where: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_index(
            name, columns, unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
        )


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_index(batch_op.f(f"ix_{table}_{'_'.join(columns)}"), list(columns), unique=False)


def _upgrade_alerts() -> None:
    table = "alerts"
    op.create_table(
        table,
        *(_key("id"), _number("number"), _word("kind"), _number("about"), _word("detail", 32)),
        *(_word("status"), _number("rounds"), _number("at")),
        *(_number("due_at", nullable=True), _number("look_at"), _number("taken_by")),
        *(_number("taken_at", nullable=True), _number("done_at", nullable=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("number", name=op.f("uq_alerts_number")),
    )
    _unique("ix_alerts_one", table, ["kind", "about"], "status != 'done'")
    _index(table, "status", "due_at")
    table = "alert_persons"
    op.create_table(
        table,
        *(_key("alert_id"), _number("person_id")),
        _of(table, "alert_id", "alerts"),
        _of(table, "person_id", "persons"),
        sa.PrimaryKeyConstraint("alert_id", name=op.f("pk_alert_persons")),
    )
    _index(table, "person_id")


def _upgrade_posts() -> None:
    table = "desk_posts"
    op.create_table(
        table,
        *(_key("id"), _number("account_id"), _number("alert_id", nullable=True), _word("message", 32)),
        *(_word("says"), sa.Column("said", sa.LargeBinary(), nullable=False), _number("said_at")),
        sa.Column("arrives", sa.Boolean(), nullable=False),
        _of(table, "account_id", "accounts"),
        _of(table, "alert_id", "alerts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_posts")),
    )
    _unique("ix_desk_posts_board", table, ["account_id"], "alert_id IS NULL")
    _index(table, "account_id", "message")
    _index(table, "alert_id")


def upgrade() -> None:
    _upgrade_alerts()
    _upgrade_posts()
    op.create_table(
        "desk_topics",
        *(_key("account_id"), _word("stream"), _word("thread", 32)),
        _of("desk_topics", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("account_id", "stream", name=op.f("pk_desk_topics")),
    )
    with op.batch_alter_table("desks", schema=None) as batch_op:
        for name in ("may_pin", "may_open_topics"):
            batch_op.add_column(sa.Column(name, sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("desks", schema=None) as batch_op:
        for name in ("may_open_topics", "may_pin"):
            batch_op.drop_column(name)
    for table in ("desk_topics", "desk_posts", "alert_persons", "alerts"):
        op.drop_table(table)
