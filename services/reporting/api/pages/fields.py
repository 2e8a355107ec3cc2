"""Fields of forms that ask: a field left empty asks for nothing."""

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from shared.http.schemas import Day

Blank = BeforeValidator(lambda given: given or None)
MaybeDay: TypeAlias = Annotated[Day | None, Blank]
MaybeCode: TypeAlias = Annotated[Annotated[str, Field(max_length=128)] | None, Blank]
MaybeDays: TypeAlias = Annotated[Annotated[int, Field(ge=0, le=366)] | None, Blank]
