"""What the fields of events are called in a packet. A field that nobody has named stands as it is.

Data: a row for each field name, whichever event has it.
"""

from collections.abc import Mapping

_WORDS = """
address Adress|answer Svar|email E-post|explanation Förklaring|file_name Filnamn|name Namn
note Anteckning|number Personnummer|occupation Befattning|reason Skäl|reasons Motivering
relation Relation|school Skola|sections Formulär|summary Sammanfattning|telephone Telefon
text Text|view Den enskildes syn|words Ordalydelse|workplace Arbetsplats|salt Slumptal till kvittot
content Filens innehåll|recorded-by Vem som registrerade
"""

_PEOPLE = """
person_id Pseudonym|person_ids Pseudonymer|other_person_id Den andres pseudonym
into_person_id Sammanförd till pseudonym|from_person_id Skild från pseudonym
recipient_person_id Mottagarens pseudonym|recipient_ids Mottagarens pseudonymer
official Handläggare|official_role Handläggarens roll|unit Enhet|provider Utförare
birth_year Födelseår|sex Juridiskt kön|district_code Distrikt|language Språk
number_kind Slag av nummer|recipient Mottagare|reporter_kind Anmälartyp
added_by Tillagd av|admitted_by Insläppt av|asked_by Begärt av|assessed_by Bedömd av
closed_by Avslutad av|concluded_by Avslutad av|decided_by Beslutat av|decider_role Beslutarens roll
delivered_by Utlämnat av|exported_by Exporterad av|given_by Lämnad av|lifted_by Hävt av
made_by Upprättat av|marked_by Antecknat av|opened_by Påbörjat av|planned_by Fastställd av
removed_by Utesluten av|reviewed_by Granskad av|withheld_by Nekad av|approved_by Godkänd av
"""

_DAYS = """
agreed_on Överenskommen dag|annulled_on Annullerad|answer_by_on Svar senast|applied_on Använt
approved_on Godkänd|asked_on Begärt|assessed_on Bedömd|assigned_on Tilldelad|attached_on Påförd
broken_on Gjord|changed_on Bytt|closed_on Avslutad|communicated_on Kommunicerat
concluded_on Avslutad|corrected_on Rättad|decided_on Beslutat|declined_on Avböjd
delivered_on Utlämnat|disposed_on Gallrad|disputed_on Ifrågasatt|done_on Utfört|due_on Ska ske
effective_on Gäller från|ended_on Avslutad|executed_on Verkställd|explained_on Förklarad
exported_on Exporterad|followed_up_on Uppföljd|given_on Lämnad|granted_on Beviljad
happened_on Inträffade|held_on Hållen|interrupted_on Avbruten|kept_on Antecknat|lifted_on Hävt
marked_on Antecknat|merged_on Sammanförda|noted_on Antecknat|notified_on Delgiven
offered_on Erbjuden|opened_on Öppnad|planned_on Fastställd|reassigned_on Omfördelad
received_on Inkommen|registered_on Registrerad|removed_on Utesluten|replaced_on Ersatt
requested_on Begärd|resumed_on Återupptagen|reversed_on Hävd|reviewed_on Granskad|set_on Satt
starting_on Börjar|swapped_on Bytt|until_on Till och med|until_at Till|withdrawn_on Avstått
withheld_on Nekad|accepted_on Godtagen|admitted_on Insläppt|from_on Från och med
"""

_CODES = """
answer_code Svar|area_code Område|attainment Målläge|attachment_count Antal bilagor
attested_age_code Styrkt ålder|authority_code Myndighet|case_type Ärendetyp
catalogue_version Katalogversion|channel Utlämningssätt|correction_reason_code Orsak till rättelsen
decision_type Beslutstyp|delegation_rule_id Delegationspunkt|effect Verkan|fact_code Omständighet
finding Utfall|form_code Formulär|form_version Formulärversion|from_method_code Från metod
goals Mål|ground_code Grund|instrument_code Bedömningsinstrument|instrument_version Version
intervention_type Insatstyp|kind Slag|legal_basis_id Lagrum|locale Språk
mandate_code Anmälningsskyldighet|measure_codes Åtgärder|media_type Filtyp|method_code Metod
origin Aktualiseringssätt|outcome Utfall|prevention_level Preventionsnivå|purpose_code Ändamål
reason_code Orsak|reason_codes Orsaker|result_code Resultat|retention_group Gallringsgrupp
rule_id Regel|scale_code Skala|score Poäng|scores Poäng|size Storlek i byte|step Moment
to_method_code Till metod|way Väg vidare|worklist Arbetslista
withheld_count Antal delar som hållits inne
digest Hash av inlämningen|sealed_digest Hash av den förseglade filen
manifest_sha256 Manifestets hash
known_position Känt till och med position
"""

_WHETHER = """
are_opposed Står på olika sidor|is_approval_needed Ska godkännas|is_danger_reported Fara anmäld
is_digital Digital|is_feedback_requested Återkoppling begärd|is_in_time I rätt tid
is_intervention_granted Insats beviljad|is_needs_assessed Behovsprövad
is_reporter_name_missing Anmälarens namn saknas|is_to_detriment Till nackdel
is_with_guardian Med vårdnadshavare|is_with_intervention Med insats
is_with_reporter Med uppgift om anmälaren|is_with_the_individual Med den enskilde
"""

_IDS = """
attachment_id Bilaga|by_decision_id Genom beslut|contact_id Kontakt|decision_id Beslut
disclosure_id Utlämnande|export_id Export|file_id Akt|glass_id Nödöppning|goal_id Mål
intake_id Aktualisering|intervention_id Insats|investigation_id Utredning|matter_id Ärende
report_id Inlämning|administrative_matter_id Begäran
thread_id Tråd|corrects_event_id Rättar händelse
annuls_event_id Annullerar händelse|approves_event_id Godkänner händelse
disputed_event_id Ifrågasätter händelse|explained_event_id Förklarar händelse
"""


def _read(*blocks: str) -> Mapping[str, str]:
    rows = [row for block in blocks for line in block.split("\n") for row in line.split("|")]
    return {row.partition(" ")[0]: row.partition(" ")[2] for row in rows if row}


HEADINGS: Mapping[str, str] = _read(_WORDS, _PEOPLE, _DAYS, _CODES, _WHETHER, _IDS)
