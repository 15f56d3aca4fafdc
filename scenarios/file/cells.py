"""Cells of sheets as files name them: by label, 'line' or 'line, column'."""

from collections.abc import Iterable, Iterator

from sandbox.practice.sheets.questions import named_cell


def unknown_cells(sheet_ids: Iterable[str], labels: Iterable[str]) -> Iterator[str]:
    """What those sheets have no typed cell for, in sentences."""
    labels = tuple(labels)
    for sheet_id in sheet_ids:
        for label in labels:
            try:
                named_cell(sheet_id, label)
            except ValueError as error:
                yield str(error)
