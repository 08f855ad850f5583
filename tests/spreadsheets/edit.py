"""Edits a spreadsheet with LibreOffice itself, as somebody at a desk would: opens it, types into cells, saves it.

usage: edit.py IN OUT [ID COLUMN VALUE]...

OUT ends in .xlsx or .csv; csv is saved with semicolons, as LibreOffice and Excel do in many countries. VALUE is typed, so
that LibreOffice makes of it what it makes of typing. Needs LibreOffice Calc and its python3-uno.
"""

import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

XLSX = "Calc MS Excel 2007 XML"
CSV = "Text - txt - csv (StarCalc)"
# Semicolon, quote, UTF-8, from line 1, columns as they are, language German, as shown.
CSV_OPTIONS = "59,34,76,1,,1031,false,true"
CSV_IN = "44,34,76,1"


def setting(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    sys.exit("LibreOffice did not start")


def cells_of(sheet):
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    return sheet.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow).getDataArray()


def type_into(document, risk, column, value):
    for sheet in document.Sheets:
        rows = cells_of(sheet)
        heading = next((at for at, row in enumerate(rows) if "Id" in row), None)
        if heading is None:
            continue
        row = next((at for at, row in enumerate(rows) if at > heading and row[rows[heading].index("Id")] == risk), None)
        if row is not None:
            sheet.getCellByPosition(rows[heading].index(column), row).setFormula(value)
            return
    sys.exit(f"{risk} has no row")


def main(source, target, *edits):
    pipe = f"risklog{os.getpid()}"
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;"]
        )
        try:
            context = connect(pipe)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            opening = [setting("Hidden", True)]
            if source.endswith(".csv"):
                opening += [setting("FilterName", CSV), setting("FilterOptions", CSV_IN)]
            document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(os.path.abspath(source)), "_blank", 0, tuple(opening))
            for at in range(0, len(edits), 3):
                type_into(document, *edits[at : at + 3])
            saving = [setting("FilterName", CSV if target.endswith(".csv") else XLSX)]
            if target.endswith(".csv"):
                saving.append(setting("FilterOptions", CSV_OPTIONS))
            document.storeToURL(uno.systemPathToFileUrl(os.path.abspath(target)), tuple(saving))
            document.close(True)
            try:
                desktop.terminate()
            except Exception:  # the connection ends with the office
                pass
        finally:
            office.wait(timeout=60)


if __name__ == "__main__":
    main(*sys.argv[1:])
