"""Fields of forms that ask: a field left empty asks for nothing."""

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator

from shared.http.schemas import Day

Blank = BeforeValidator(lambda given: given or None)
MaybeDay: TypeAlias = Annotated[Day | None, Blank]
