"""The forms a claim can take, one noun per file, and the union of them all."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from riobravo.claims.forms.among import AnyOption, OnlyOption
from riobravo.claims.forms.attribution import Attribution
from riobravo.claims.forms.base_rate import BaseRate
from riobravo.claims.forms.change import Change
from riobravo.claims.forms.concession import Concession
from riobravo.claims.forms.conditional import Conditional
from riobravo.claims.forms.contest import HeadToHead, Ranking
from riobravo.claims.forms.course import AfterEnd, ExtremeAndRecovery
from riobravo.claims.forms.dose import DoseResponse
from riobravo.claims.forms.forecast import Forecast
from riobravo.claims.forms.form import Form
from riobravo.claims.forms.joint import AllOf, AnyOf
from riobravo.claims.forms.mediation import Mediation
from riobravo.claims.forms.necessity import Necessity
from riobravo.claims.forms.no_effect import NoEffect
from riobravo.claims.forms.order import OrderOfInstruments
from riobravo.claims.forms.parameter import StatementOnParameter
from riobravo.claims.forms.synergy import Synergy
from riobravo.claims.forms.threat import Threat

Test = Annotated[
    Change
    | NoEffect
    | AllOf
    | AnyOf
    | HeadToHead
    | Ranking
    | OnlyOption
    | AnyOption
    | Synergy
    | ExtremeAndRecovery
    | AfterEnd
    | DoseResponse
    | OrderOfInstruments
    | Threat
    | Concession
    | Conditional
    | Mediation
    | Necessity
    | Forecast
    | Attribution
    | BaseRate
    | StatementOnParameter,
    Field(discriminator="form"),
]

for _form in (AllOf, AnyOf, Conditional):
    _form.model_rebuild(_types_namespace={"Test": Test})

FORMS: Final[dict[str, type[Form]]] = {
    "change": Change,
    "no_effect": NoEffect,
    "all_of": AllOf,
    "any_of": AnyOf,
    "head_to_head": HeadToHead,
    "ranking": Ranking,
    "only_option": OnlyOption,
    "any_option": AnyOption,
    "synergy": Synergy,
    "extreme_and_recovery": ExtremeAndRecovery,
    "after_end": AfterEnd,
    "dose_response": DoseResponse,
    "order": OrderOfInstruments,
    "threat": Threat,
    "concession": Concession,
    "conditional": Conditional,
    "mediation": Mediation,
    "necessity": Necessity,
    "forecast": Forecast,
    "attribution": Attribution,
    "base_rate": BaseRate,
    "parameter": StatementOnParameter,
}
