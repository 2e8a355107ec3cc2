"""A table as a file that a Swedish spreadsheet opens right."""

import csv
import io
import re

from starlette.responses import Response

from services.reporting.api.charts import Table

_FORMULA = re.compile(r"[=+@\t\r-](?![0-9 .,]*$)")


def csv_response(table: Table, name: str) -> Response:
    """Return ``table`` as CSV: UTF-8 with its mark, semicolons, nothing run as a formula."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.headers)
    writer.writerows([_inert(cell) for cell in row] for row in table.rows)
    return Response(
        written.getvalue().encode("utf-8-sig"),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}.csv"'},
    )


def _inert(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
