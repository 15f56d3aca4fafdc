"""exercises of the office's own, for all nodes that share the database

Revision ID: 0025
Revises: 0024

"""
import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    text = sa.String(collation='C') if op.get_bind().dialect.name == 'postgresql' else sa.String()
    op.create_table('own_exercise', sa.Column('id', text, primary_key=True), sa.Column('text', text, nullable=False))


def downgrade() -> None:
    op.drop_table('own_exercise')
