"""What the fields of bodies and answers have in common, whichever the service."""

from typing import Annotated

from pydantic import Field

from shared.http.schemas import NOT_BLANK

SAMPLE_ID = "019e0000-0000-7000-8000-000000000001"
"""An id as examples show it."""

Code = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[a-z0-9][a-z0-9.-]*$")]
"""A code of the catalogue, or of a list in an interface of ours."""

Name = Annotated[
    str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:@-]*$")
]
"""An opaque name of an official, a unit or a provider; never a person's own name."""

Text = Annotated[str, Field(min_length=1, max_length=100_000, pattern=NOT_BLANK)]
"""Free text: sealed wherever it rests."""
