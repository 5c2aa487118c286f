"""Duty of moderators, and letters between them and people."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def _number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _key() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False)


def _sealed(name: str, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def _word(name: str, length: int = 16) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _yes_or_no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _of(table: str, column: str, whose: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{whose}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
    )


def _primary(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_index(batch_op.f(f"ix_{table}_{'_'.join(columns)}"), list(columns), unique=False)


def _one(name: str, table: str, column: str, where: str) -> None:
    only = sa.text(where)
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_index(name, [column], unique=True, sqlite_where=only, postgresql_where=only)


def _upgrade_duties() -> None:
    table = "duties"
    op.create_table(
        table,
        *(_key(), _number("moderator"), _word("status"), _number("since"), _number("until", nullable=True)),
        *(_number("offered_to"), _number("offered_at", nullable=True), _yes_or_no("asked")),
        _number("due_at"),
        _primary(table),
    )
    _index(table, "status", "due_at")
    _one("ix_duties_on", table, "status", "status = 'on'")


def _upgrade_bells() -> None:
    table = "moderator_bells"
    op.create_table(
        table,
        *(sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False), _number("account_id")),
        _of(table, "account_id", "accounts"),
        sa.ForeignKeyConstraint(
            ["number"], ["moderators.number"], name=op.f(f"fk_{table}_number"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f(f"pk_{table}")),
    )
    _index(table, "account_id")


def _upgrade_correspondences() -> None:
    table = "correspondences"
    op.create_table(
        table,
        *(_key(), _number("number"), _number("person_id"), _word("about", 32), _word("status")),
        *(_number("waiting_since", nullable=True), _number("rounds"), _number("opened_at")),
        *(_number("due_at"), _number("closed_at", nullable=True)),
        _of(table, "person_id", "persons"),
        _primary(table),
        _once(table, "number"),
    )
    _index(table, "person_id")
    _index(table, "status", "due_at")
    _one("ix_correspondences_open_person", table, "person_id", "status = 'open'")
    table = "letters"
    op.create_table(
        table,
        *(_key(), _number("correspondence_id"), _number("person_id"), _yes_or_no("by_person")),
        *(_number("at"), _sealed("words")),
        _of(table, "correspondence_id", "correspondences"),
        _of(table, "person_id", "persons"),
        _primary(table),
    )
    _index(table, "correspondence_id", "id")
    _index(table, "person_id")


def _upgrade_writing() -> None:
    table = "letter_drafts"
    op.create_table(
        table,
        *(_key(), _number("desk_id"), _word("message", 32), _number("person_id"), _word("about", 32)),
        *(_sealed("words", nullable=True), _number("at")),
        _of(table, "desk_id", "accounts"),
        _of(table, "person_id", "persons"),
        _primary(table),
        _once(table, "desk_id", "message"),
    )
    _index(table, "at")
    _index(table, "person_id")
    table = "saved_answers"
    op.create_table(
        table,
        *(_key(), _number("number"), _word("language", 2), _sealed("words", nullable=True), _number("at")),
        _primary(table),
        _once(table, "number", "language"),
    )


def upgrade() -> None:
    _upgrade_duties()
    _upgrade_bells()
    _upgrade_correspondences()
    _upgrade_writing()


def downgrade() -> None:
    for table in (
        "saved_answers",
        "letter_drafts",
        "letters",
        "correspondences",
        "moderator_bells",
        "duties",
    ):
        op.drop_table(table)
