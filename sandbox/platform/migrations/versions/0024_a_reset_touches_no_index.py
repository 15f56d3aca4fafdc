"""a reset of many sandboxes writes no index: their rows are found by number alone, and have room beside them

Revision ID: 0024
Revises: 0023

"""
from alembic import op

# revision identifiers, used by Alembic.
revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index('ix_sandbox_reset_id', 'sandbox')
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('ALTER TABLE sandbox SET (fillfactor = 45)')  # pages that are written from now on


def downgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('ALTER TABLE sandbox RESET (fillfactor)')
    op.create_index('ix_sandbox_reset_id', 'sandbox', ['reset_id'])
