"""schemathesis reads the contract, makes up requests that meet it and requests that do not, and judges the answers."""

from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.specs.openapi.checks import unsupported_method

from musings.services import Running

CONTRACT = Path(__file__).parents[2] / "snippets/deployment/predict.openapi.yaml"
EXAMPLES = 20

Case = schemathesis.Case[Any]

generation = GenerationConfig(
    modes=[schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE], database="none"
)
config = SchemathesisConfig(projects=ProjectsConfig(default=ProjectConfig(generation=generation)))
contract = schemathesis.openapi.from_path(CONTRACT, config=config)


@contract.parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_server_keeps_the_contract(case: Case, predict_service: Running) -> None:
    if predict_service.service.name != "notebook-predict":
        case.call_and_validate(base_url=predict_service.url)
    elif is_utf_8(case):  # other bytes never reach the notebook, and Kernel Gateway's 405 names no methods
        case.call_and_validate(base_url=predict_service.url, excluded_checks=[unsupported_method])


def is_utf_8(case: Case) -> bool:
    """Whether the body of a request could be decoded."""
    body = case.as_transport_kwargs().get("data")
    return not isinstance(body, bytes) or "\ufffd" not in body.decode(errors="replace")
