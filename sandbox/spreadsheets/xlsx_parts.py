"""The fixed parts of an Excel workbook, as text: what belongs to what, how cells look, notes at cells.

Source: ECMA-376, Office Open XML, part 1 (SpreadsheetML) and part 4 (VML, in which the boxes of notes are drawn).
"""

from collections.abc import Sequence

from sandbox.spreadsheets.cells import address

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
Note = tuple[int, int, str]
"""Row, column and text, which is escaped already."""

ROOT_LINKS = (f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{LINKED}/officeDocument" '
              'Target="xl/workbook.xml"/></Relationships>')
SHEET_BEGIN = f'{XML}<worksheet xmlns="{MAIN}" xmlns:r="{LINKED}">'
SHEET_END = "</worksheet>"
SHEET_END_WITH_NOTES = '<legacyDrawing r:id="rId1"/></worksheet>'
PROTECTED = ('<sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0" insertRows="0" deleteRows="0" sort="0" '
             'autoFilter="0"/>')
"""Without a password: it guards the head against slips, not against its owner."""

_FONTS = ('<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>'
          '<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font>'
          '<font><b/><sz val="14"/><name val="Calibri"/></font></fonts>')
_FILLS = ('<fills count="6"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
          + "".join(f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill>'
                    for colour in ("0B5563", "F6B8B1", "FFE08A", "E4E7E8")) + "</fills>")
_OPEN = '<protection locked="0"/>'
_WRAPPED = '<alignment vertical="top" wrapText="1"/>'
_LOOKS = (
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    f'<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1">{_WRAPPED}</xf>',
    f'<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyProtection="1">{_OPEN}</xf>',
    f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyProtection="1">{_OPEN}</xf>',
    ('<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyProtection="1">'
     f'{_OPEN}</xf>'),
    *(f'<xf numFmtId="49" fontId="0" fillId="{fill}" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyFill="1" '
      f'applyProtection="1">{_OPEN}</xf>' for fill in (3, 4)),
    f'<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0">{_WRAPPED}</xf>',
    '<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
    '<xf numFmtId="0" fontId="0" fillId="5" borderId="0" xfId="0" applyFill="1"/>',
)
"""One for each CellStyle, in its order."""
STYLES = (f'{XML}<styleSheet xmlns="{MAIN}">{_FONTS}{_FILLS}<borders count="1"><border/></borders>'
          '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
          f'<cellXfs count="{len(_LOOKS)}">{"".join(_LOOKS)}</cellXfs>'
          '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>')


def content_types(sheets: int, noted: Sequence[int]) -> str:
    """What kind each part is. `noted`: numbers of the sheets with notes."""
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles"),
             *((f"/xl/worksheets/sheet{place}.xml", "worksheet") for place in range(1, sheets + 1)),
             *((f"/xl/comments{place}.xml", "comments") for place in noted)]
    each = "".join(f'<Override PartName="{name}" ContentType="{KIND}.{kind}+xml"/>' for name, kind in parts)
    return (f'{XML}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{each}</Types>')


def book(names: Sequence[str]) -> str:
    each = "".join(f'<sheet name="{name}" sheetId="{place}" r:id="rId{place}"/>' for place, name in enumerate(names, start=1))
    return f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{LINKED}"><sheets>{each}</sheets></workbook>'


def book_links(sheets: int) -> str:
    each = "".join(f'<Relationship Id="rId{place}" Type="{LINKED}/worksheet" Target="worksheets/sheet{place}.xml"/>'
                   for place in range(1, sheets + 1))
    styles = f'<Relationship Id="rId{sheets + 1}" Type="{LINKED}/styles" Target="styles.xml"/>'
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{each}{styles}</Relationships>'


def frozen(rows: int, columns: int) -> str:
    """So many rows and columns stay in sight."""
    return (f'<sheetViews><sheetView workbookViewId="0"><pane xSplit="{columns}" ySplit="{rows}" '
            f'topLeftCell="{address(rows + 1, columns + 1)}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>')


def note_links(place: int) -> str:
    """Of the sheet with that number."""
    return (f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{LINKED}/vmlDrawing" Target="../drawings/vmlDrawing{place}.vml"/>'
            f'<Relationship Id="rId2" Type="{LINKED}/comments" Target="../comments{place}.xml"/></Relationships>')


def comments(notes: Sequence[Note]) -> str:
    each = "".join(f'<comment ref="{address(row, column)}" authorId="0"><text><t xml:space="preserve">{text}</t></text></comment>'
                   for row, column, text in notes)
    return (f'{XML}<comments xmlns="{MAIN}"><authors><author>Pemeriksaan</author></authors>'
            f'<commentList>{each}</commentList></comments>')


def drawing(notes: Sequence[Note]) -> str:
    """The boxes in which Excel shows the notes."""
    boxes = "".join(
        f'<v:shape id="n{place}" type="#note" style="visibility:hidden" fillcolor="#FFFFE1"><x:ClientData ObjectType="Note">'
        f"<x:Anchor>{column}, 15, {row - 1}, 2, {column + 3}, 15, {row + 4}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
        for place, (row, column, _) in enumerate(notes, start=1))
    return ('<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
            'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="note" coordsize="21600,21600" o:spt="202" '
            f'path="m,l,21600r21600,l21600,xe"/>{boxes}</xml>')


def drop_down(cells: str, choices: str) -> str:
    """What may be chosen in these cells; another text is asked about, and refused at the import."""
    return (f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorStyle="stop" errorTitle="Pilih dari daftar" '
            f'error="Isian ini dipilih dari daftar: buka panah di sisi selnya." sqref="{cells}">'
            f"<formula1>{choices}</formula1></dataValidation>")
