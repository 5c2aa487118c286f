<%!
from storage.migrations.rendering import body
%>"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


${body(upgrades or "pass", "upgrade")}


${body(downgrades or "pass", "downgrade")}
