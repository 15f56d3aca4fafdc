"""the evenings' backups of a hall in PostgreSQL, which stood in the audit log: a first start makes one more

Revision ID: 0027
Revises: 0026

"""
import sqlalchemy as sa
from alembic import op

from sandbox.base import AwareDateTime

# revision identifiers, used by Alembic.
revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade() -> None:
    text = sa.String(collation='C') if op.get_bind().dialect.name == 'postgresql' else sa.String()
    op.create_table('evening_backup', sa.Column('name', text, primary_key=True), sa.Column('node', text, nullable=False),
                    sa.Column('at', AwareDateTime(timezone=True), nullable=False))


def downgrade() -> None:
    op.drop_table('evening_backup')
