"""drafts of exercises and what came of their proofs, for all nodes that share the database

Revision ID: 0026
Revises: 0025

"""
import sqlalchemy as sa
from alembic import op

from sandbox.base import AwareDateTime

# revision identifiers, used by Alembic.
revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade() -> None:
    text = sa.String(collation='C') if op.get_bind().dialect.name == 'postgresql' else sa.String()
    op.create_table('exercise_draft', sa.Column('id', text, primary_key=True), sa.Column('text', text, nullable=False))
    op.create_table('draft_proof', sa.Column('hash', text, primary_key=True),
                    sa.Column('began_at', AwareDateTime(timezone=True), nullable=False), sa.Column('told', text, nullable=False))


def downgrade() -> None:
    op.drop_table('draft_proof')
    op.drop_table('exercise_draft')
