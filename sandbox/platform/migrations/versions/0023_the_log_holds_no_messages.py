"""the audit log loses what was written to people: it is read where it was sent, and goes with the person

Revision ID: 0023
Revises: 0022

"""
import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None

WRITTEN = ('message', 'hint_given', 'room_message')
audit = sa.table("audit", sa.column("id", sa.Integer), sa.column("at", sa.Text), sa.column("deed", sa.Text),
                 sa.column("target", sa.Text), sa.column("detail", sa.JSON))
sent = sa.table("room_message", sa.column("key", sa.Text), sa.column("group_id", sa.Integer), sa.column("at", sa.Text))
GUARDS = {
    "sqlite": ("audit_update", """
CREATE TRIGGER audit_update BEFORE update ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END
"""),
    "postgresql": ("audit_only_grows", """
CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit EXECUTE FUNCTION audit_only_grows()
""")}
"""By the database: the name of what keeps the log from being changed, and how it is made again."""


def upgrade() -> None:
    connection = op.get_bind()
    name, again = GUARDS[connection.dialect.name]
    op.execute(f"DROP TRIGGER {name}" + (" ON audit" if connection.dialect.name == "postgresql" else ""))
    keys = {(f"group:{group}", str(at)): key for key, group, at in connection.execute(
        sa.select(sent.c.key, sent.c.group_id, sent.c.at)).all()}
    rows = connection.execute(sa.select(audit.c.id, audit.c.target, audit.c.at, audit.c.detail).where(audit.c.deed.in_(WRITTEN)))
    for id_, target, at, detail in rows.all():
        if "text" in detail:
            kept = {word: value for word, value in detail.items() if word != "text"}
            if (key := keys.get((target, str(at)))) is not None:
                kept["message"] = key
            connection.execute(audit.update().where(audit.c.id == id_).values(detail=kept))
    op.execute(again)


def downgrade() -> None:
    """What is gone is gone."""
