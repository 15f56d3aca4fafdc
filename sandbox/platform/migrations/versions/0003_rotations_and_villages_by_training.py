"""rotations have a table, villages belong to a training, the audit log only grows

Revision ID: 0003
Revises: 0002

"""
import json

import sqlalchemy as sa
from alembic import op

from sandbox.base import AwareDateTime

# revision identifiers, used by Alembic.
revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

MOMENT = AwareDateTime(timezone=True)
APPEND_ONLY = """
CREATE TRIGGER audit_{deed} BEFORE {deed} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END
"""


def upgrade() -> None:
    op.create_index('group_of_training', 'training_group', ['id', 'training_id'], unique=True)
    _rotations()
    _villages()
    for deed in ('update', 'delete'):
        op.execute(APPEND_ONLY.format(deed=deed))


def _rotations() -> None:
    op.create_table(
        'rotation',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('at', MOMENT, nullable=False),
        sa.Column('account_id', sa.Integer(), nullable=False),
        sa.Column('closed_id', sa.Integer(), sa.ForeignKey('training_group.id')),
        sa.Column('opened_id', sa.Integer(), sa.ForeignKey('training_group.id')),
        sa.Column('reset_id', sa.String()),
        sa.Column('undo_reset_id', sa.String()),
        sa.Column('undone_at', MOMENT),
        sa.Column('results_kept_at', MOMENT),
        sa.Column('results_seq', sa.Integer()))
    op.create_index('ix_rotation_closed_id', 'rotation', ['closed_id'])
    rows = _from_the_audit_log()
    if rows:
        op.bulk_insert(sa.table('rotation', *(sa.column(name) for name in rows[0])), rows)


def _from_the_audit_log() -> list[dict[str, object]]:
    """What the log tells of rotations, as rows. Moments stay the text that they are in the file."""
    bind = op.get_bind()
    audit = bind.execute(sa.text("select at, account_id, deed, target, detail from audit order by id")).all()
    rows: list[dict[str, object]] = []
    rotated = {(at, json.loads(detail)["left"]) for at, _by, deed, _target, detail in audit if deed == 'rotate'}
    for at, by, deed, target, detail in audit:
        told = json.loads(detail)
        group = int(target.partition(":")[2]) if target.startswith("group:") else None
        row = {'at': at, 'account_id': by, 'closed_id': None, 'opened_id': None, 'reset_id': None, 'undo_reset_id': None,
               'undone_at': None, 'results_kept_at': None}
        if deed == 'rotate':
            rows.append(row | {'closed_id': told["left"], 'opened_id': told["entered"], 'reset_id': _one_reset(told["resets"])})
        elif deed == 'close' and (at, group) not in rotated:
            rows.append(row | {'closed_id': group})
        elif deed == 'undo_rotate':
            _last(rows, group)['undone_at'] = at
        elif deed == 'results':
            _last(rows, group)['results_kept_at'] = at
    return rows


def _last(rows: list[dict[str, object]], closed: int | None) -> dict[str, object]:
    """The last change that closed this group; an empty row that is kept nowhere, if the log tells of none."""
    return next((row for row in reversed(rows) if row['closed_id'] == closed), {})


def _one_reset(resets: list[str]) -> str | None:
    """A rotation's sandboxes were renewed in up to two resets; from now on they are one."""
    for other in resets[1:]:
        op.get_bind().execute(sa.text("update sandbox set reset_id = :first where reset_id = :other"),
                              {"first": resets[0], "other": other})
    return resets[0] if resets else None


def _villages() -> None:
    op.create_table(
        'village_',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('training_id', sa.Integer(), sa.ForeignKey('training.id'), nullable=False),
        sa.Column('code', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('district', sa.String(), nullable=False),
        sa.Column('district_code', sa.String(), nullable=False),
        sa.Column('group_id', sa.Integer(), nullable=False),
        sa.Column('table_number', sa.Integer(), nullable=False),
        sa.Column('siblings', sa.JSON(), nullable=False),
        sa.UniqueConstraint('training_id', 'code'),
        sa.ForeignKeyConstraint(['group_id', 'training_id'], ['training_group.id', 'training_group.training_id']))
    op.create_table(
        'sandbox_',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('village_id', sa.Integer(), sa.ForeignKey('village_.id'), nullable=False),
        sa.Column('template', sa.String(), nullable=False),
        sa.Column('generation', sa.Integer(), nullable=False),
        sa.Column('made', sa.Integer(), nullable=False),
        sa.Column('source', sa.String(), nullable=False),
        sa.Column('previous', sa.Integer()),
        sa.Column('previous_source', sa.String()),
        sa.Column('reset_id', sa.String()),
        sa.Column('renewed_at', MOMENT),
        sa.CheckConstraint("generation <= made", name='generation_made'))
    op.create_table(
        'trainee_',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('village_id', sa.Integer(), sa.ForeignKey('village_.id'), nullable=False),
        sa.Column('sandbox_id', sa.Integer(), sa.ForeignKey('sandbox_.id'), nullable=False),
        sa.Column('role', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('card_version', sa.Integer(), nullable=False),
        sa.UniqueConstraint('village_id', 'role'))
    _carry_over()
    for name in ('trainee', 'sandbox', 'village'):  # who refers first: nothing ever refers to a table that is gone
        op.drop_table(name)
    for name in ('village', 'sandbox', 'trainee'):
        op.rename_table(f'{name}_', name)
    op.create_index('ix_village_code', 'village', ['code'])
    op.create_index('ix_village_group_id', 'village', ['group_id'])
    op.create_index('ix_sandbox_village_id', 'sandbox', ['village_id'])
    op.create_index('ix_sandbox_reset_id', 'sandbox', ['reset_id'])
    op.create_index('ix_trainee_sandbox_id', 'trainee', ['sandbox_id'])


def _carry_over() -> None:
    op.execute("""
        insert into village_ (training_id, code, name, kind, district, district_code, group_id, table_number, siblings)
        select g.training_id, v.code, v.name, v.kind, v.district, v.district_code, v.group_id, v.table_number, v.siblings
        from village v join training_group g on g.id = v.group_id order by g.number, v.table_number""")
    op.execute("""
        insert into sandbox_ (id, village_id, template, generation, made, source, previous, previous_source, reset_id, renewed_at)
        select s.id, v.id, s.template, s.generation, s.made, s.source, s.previous, s.previous_source, s.reset_id, s.renewed_at
        from sandbox s join village_ v on v.code = s.village_code""")
    # A stop between the closing of a group and its renewing was finished at the next start; now both are one, so it is done here.
    op.execute("""
        update sandbox_ set previous = generation, previous_source = source, generation = made + 1, made = made + 1,
            source = 'template', reset_id = 'closed', renewed_at = (select g.closed_at from training_group g
                join village_ v on v.group_id = g.id where v.id = sandbox_.village_id)
        where exists (select 1 from training_group g join village_ v on v.group_id = g.id
            where v.id = sandbox_.village_id and g.state = 'closed'
            and (sandbox_.reset_id is null or sandbox_.renewed_at < g.closed_at))""")
    op.execute("""
        insert into trainee_ (id, village_id, sandbox_id, role, name, card_version)
        select t.id, v.id, t.sandbox_id, t.role, t.name, t.card_version
        from trainee t join village_ v on v.code = t.village_code""")


def downgrade() -> None:
    raise NotImplementedError("the copy made before this step leads back: gladi-before-0002.sqlite")
