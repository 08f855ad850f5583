"""Looks at a register as LibreOffice understood it: days are days, numbers are numbers, the matrix counts what the risks say.

usage: look.py REGISTER.fods (a workbook of `risklog export --what all` that LibreOffice has saved as a flat file)
"""

import sys
import xml.etree.ElementTree as tree
from collections import Counter

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
LEVELS = ["high", "medium", "low"]


def rows_of(table):
    """Returns the rows of a table, each as a list of kind and value of its cells."""
    for row in table.iter(f"{TABLE}table-row"):
        cells = []
        for cell in row:
            times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            kind = cell.get(f"{OFFICE}value-type", "")
            value = cell.get(f"{OFFICE}date-value") or cell.get(f"{OFFICE}value")
            if value is None:
                value = "\n".join("".join(line.itertext()) for line in cell.iter(f"{TEXT}p"))
            cells.extend([(kind, value)] * min(times, 100))
        yield cells


def column(rows, title):
    """Returns kind and value of the cells below a title, the blank ones too."""
    heading = next(row for row in rows if (("string", title) in row))
    at = heading.index(("string", title))
    below = rows[rows.index(heading) + 1 :]
    return [row[at] for row in below if row and row[0][1]]


def main(path):
    book = tree.parse(path).getroot()
    tables = {table.get(f"{TABLE}name"): list(rows_of(table)) for table in book.iter(f"{TABLE}table")}
    names = ["Risks", "Actions", "Evidence", "Reviews", "Documents", "Fields", "Matrix", "History", "Legend"]
    assert list(tables) == names, list(tables)
    for sheet, title, most in [("Risks", "Rated on", 42), ("Actions", "Due", 59), ("Evidence", "Date", 19), ("Reviews", "Date", 25), ("History", "Recorded on", 5000)]:
        kinds = Counter(kind for kind, _ in column(tables[sheet], title))
        assert set(kinds) <= {"date", ""} and 0 < kinds["date"] <= most, (sheet, title, kinds)
        print(f"ok: {sheet}, {title}: {kinds['date']} dates")
    assert {kind for kind, _ in column(tables["History"], "Step")} == {"float"}

    rated = zip(*(column(tables["Risks"], title) for title in ["Id", "Likelihood", "Impact", "Status"]))
    cells = {}
    for (_, risk), (_, likelihood), (_, impact), (_, status) in rated:
        if status in ("open", "materialised"):
            cells.setdefault((likelihood, impact), []).append(risk)
    matrix = tables["Matrix"]
    for likelihood in LEVELS:
        at = next(place for place, row in enumerate(matrix) if row and row[0][1] == likelihood)
        for place, impact in enumerate(LEVELS, 1):
            ids = sorted(cells.get((likelihood, impact), []))
            assert matrix[at][place] == ("float", str(len(ids))), (likelihood, impact, matrix[at][place], ids)
            assert matrix[at + 1][place][1] == ", ".join(ids), (likelihood, impact, matrix[at + 1][place], ids)
    at = next(place for place, row in enumerate(matrix) if row and row[0][1] == "Not rated")
    assert matrix[at][1] == ("float", str(len(cells.get(("", ""), [])))), matrix[at]
    counts = [[len(cells.get((likelihood, impact), [])) for impact in LEVELS] for likelihood in LEVELS]
    assert counts == [[4, 3, 0], [14, 8, 0], [1, 4, 0]], counts
    print(f"ok: the matrix counts {sum(map(sum, counts))} risks and {len(cells[('', '')])} that are not rated")


main(*sys.argv[1:])
