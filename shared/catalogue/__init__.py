"""Katalogen: law and local choice as dated data, and the questions that are asked of it.

Owns: legal bases, case types, decision types, interventions, clocks, reasons, delegation order,
retention, amounts, instruments; as files in ``data/`` that a non-programmer can review.
Tells: what is valid on a day, who may decide, on what ground.
Hears: nothing; it knows the published events by name only, for its clocks to start from.
Never: changes a published version; answers without a day where law depends on one.

``catalogue()`` is the one to ask; docs/catalogue.md says how the files are changed.
"""

from shared.catalogue.load import catalogue as catalogue
from shared.catalogue.matters import Role as Role
from shared.catalogue.reading import CatalogueFaulty as CatalogueFaulty
from shared.catalogue.refusals import NotInForce as NotInForce
from shared.catalogue.refusals import UnknownCode as UnknownCode
from shared.catalogue.ruling import Catalogue as Catalogue
