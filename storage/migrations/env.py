"""What Alembic runs for each command, over the connection that storage/migrate.py hands in."""

from alembic import context

from storage.migrations.rendering import DIFFERENCES, drop_tables_whole, only
from storage.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    include_object=only(context.config.attributes.get("tables")),
    process_revision_directives=drop_tables_whole,
    **DIFFERENCES,
)
with context.begin_transaction():
    context.run_migrations()
