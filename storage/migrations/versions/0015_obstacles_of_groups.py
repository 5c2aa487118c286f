"""Obstacles of groups: ways, votes, tasks, and joint requests to an authority."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def _number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _key(name: str = "id") -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def _sealed(name: str, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def _word(name: str, length: int = 16) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _of(table: str, column: str, whose: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{whose}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
    )


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*(columns or ("id",)), name=op.f(f"pk_{table}"))


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in columns:
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)


def _upgrade_ways() -> None:
    table = "obstacle_ways"
    op.create_table(
        table,
        *(_key(), _number("obstacle_id"), _number("group_id"), _number("author_id")),
        *(_word("status"), _number("at"), _sealed("words")),
        _of(table, "author_id", "persons"),
        _of(table, "obstacle_id", "obstacles"),
        _primary(table),
    )
    _index(table, "author_id", "obstacle_id")
    table = "obstacle_votes"
    op.create_table(
        table,
        *(_number("way_id"), _number("person_id")),
        _of(table, "person_id", "persons"),
        _of(table, "way_id", "obstacle_ways"),
        _primary(table, "way_id", "person_id"),
    )
    _index(table, "person_id")


def _upgrade_tasks() -> None:
    table = "obstacle_tasks"
    op.create_table(
        table,
        *(_key(), _number("way_id"), _number("author_id"), _number("done_at", nullable=True)),
        _sealed("words", nullable=True),
        _of(table, "author_id", "persons"),
        _of(table, "way_id", "obstacle_ways"),
        _primary(table),
    )
    _index(table, "author_id", "way_id")
    table = "obstacle_takings"
    op.create_table(
        table,
        *(_key("task_id"), _number("person_id"), _number("at"), _sealed("said", nullable=True)),
        _of(table, "person_id", "persons"),
        _of(table, "task_id", "obstacle_tasks"),
        _primary(table, "task_id"),
    )
    _index(table, "person_id")


def _upgrade_requests() -> None:
    table = "joint_requests"
    op.create_table(
        table,
        *(_key(), _number("number"), _number("obstacle_id"), _number("group_id"), _word("status")),
        *(_number("revision"), _number("created_at"), _word("sent_on", 10), _word("due_on", 10)),
        sa.Column("longer", sa.Boolean(), nullable=False),
        *(_word("stage"), _number("look_at", nullable=True), _word("answer")),
        *(_number("answered_at", nullable=True), _sealed("draft")),
        *(_sealed("sending", nullable=True), _sealed("reply", nullable=True)),
        _of(table, "obstacle_id", "obstacles"),
        _primary(table),
        _once(table, "number"),
    )
    _index(table, "look_at", "obstacle_id")


def _upgrade_signatures() -> None:
    table = "joint_signatures"
    op.create_table(
        table,
        *(_key(), _number("request_id"), _number("person_id"), _number("revision")),
        *(_number("tell_at", nullable=True), _sealed("name", nullable=True)),
        _of(table, "person_id", "persons"),
        _of(table, "request_id", "joint_requests"),
        _primary(table),
        _once(table, "request_id", "person_id"),
    )
    _index(table, "person_id", "tell_at")
    table = "joint_changes"
    op.create_table(
        table,
        *(_key(), _number("request_id"), _number("person_id"), _sealed("words")),
        _of(table, "person_id", "persons"),
        _of(table, "request_id", "joint_requests"),
        _primary(table),
        _once(table, "request_id", "person_id"),
    )
    _index(table, "person_id")


def upgrade() -> None:
    _upgrade_ways()
    _upgrade_tasks()
    _upgrade_requests()
    _upgrade_signatures()


def downgrade() -> None:
    for table in (
        *("joint_changes", "joint_signatures", "joint_requests"),
        *("obstacle_takings", "obstacle_tasks", "obstacle_votes", "obstacle_ways"),
    ):
        op.drop_table(table)
