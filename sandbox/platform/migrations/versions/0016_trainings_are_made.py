"""trainings have a place and an agenda, and the one made by itself is told from a real one

Revision ID: 0016
Revises: 0015

"""
import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('training', sa.Column('place', sa.String(), nullable=False, server_default=''))
    op.add_column('training', sa.Column('agenda', sa.String(), nullable=False, server_default='satu-hari'))
    # Until now a training was always made by the first start.
    op.add_column('training', sa.Column('is_demo', sa.Boolean(), nullable=False, server_default='1'))


def downgrade() -> None:
    for name in ('is_demo', 'agenda', 'place'):
        op.drop_column('training', name)
