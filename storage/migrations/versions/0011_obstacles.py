"""Obstacles."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def _of(table: str, column: str, whose: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{whose}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
    )


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_index(batch_op.f(f"ix_{table}_{'_'.join(columns)}"), list(columns), unique=False)


def _upgrade_obstacles() -> None:
    op.create_table(
        "obstacles",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("step", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obstacles")),
        sa.UniqueConstraint("number", name=op.f("uq_obstacles_number")),
    )
    _index("obstacles", "group_id", "status")
    op.create_table(
        "obstacle_changes",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("obstacle_id", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _of("obstacle_changes", "obstacle_id", "obstacles"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obstacle_changes")),
        sa.UniqueConstraint("obstacle_id", "step", name=op.f("uq_obstacle_changes_obstacle_id_step")),
    )


def _upgrade_reports() -> None:
    op.create_table(
        "obstacle_reports",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("obstacle_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("heard", sa.BigInteger(), nullable=False),
        sa.Column("tell_at", sa.BigInteger(), nullable=True),
        sa.Column("ask_at", sa.BigInteger(), nullable=True),
        sa.Column("released_at", sa.BigInteger(), nullable=True),
        _of("obstacle_reports", "obstacle_id", "obstacles"),
        _of("obstacle_reports", "person_id", "persons"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obstacle_reports")),
        sa.UniqueConstraint(
            "obstacle_id", "person_id", name=op.f("uq_obstacle_reports_obstacle_id_person_id")
        ),
    )
    for column in ("ask_at", "person_id", "revision", "tell_at"):
        _index("obstacle_reports", column)


def _upgrade_questions() -> None:
    op.create_table(
        "obstacle_questions",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("obstacle_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("local_date", sa.String(length=10), nullable=False),
        sa.Column("step", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        _of("obstacle_questions", "obstacle_id", "obstacles"),
        _of("obstacle_questions", "person_id", "persons"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obstacle_questions")),
        sa.UniqueConstraint(
            "person_id",
            "obstacle_id",
            "local_date",
            name=op.f("uq_obstacle_questions_person_id_obstacle_id_local_date"),
        ),
    )
    _index("obstacle_questions", "obstacle_id")


def _upgrade_photos() -> None:
    op.create_table(
        "obstacle_photos",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("media_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        _of("obstacle_photos", "media_id", "media"),
        _of("obstacle_photos", "person_id", "persons"),
        _of("obstacle_photos", "report_id", "obstacle_reports"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obstacle_photos")),
        sa.UniqueConstraint("number", name=op.f("uq_obstacle_photos_number")),
    )
    for column in ("media_id", "person_id", "report_id"):
        _index("obstacle_photos", column)


def upgrade() -> None:
    _upgrade_obstacles()
    _upgrade_reports()
    _upgrade_questions()
    _upgrade_photos()


def downgrade() -> None:
    for table in (
        "obstacle_photos",
        "obstacle_questions",
        "obstacle_reports",
        "obstacle_changes",
        "obstacles",
    ):
        op.drop_table(table)
