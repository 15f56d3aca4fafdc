"""results are folded from the feed: their table, and what told whether it was up to date, go

Revision ID: 0004
Revises: 0003

"""
from alembic import op

# revision identifiers, used by Alembic.
revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table('result')
    for column in ('results_kept_at', 'results_seq'):
        op.drop_column('rotation', column)


def downgrade() -> None:
    raise NotImplementedError("the copy made before this step leads back: gladi-before-0003.sqlite")
