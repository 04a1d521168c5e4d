"""The model behind Falcon: its routes. What happens at their ends stands in `falcon_predict_resources.py`."""

# --8<-- [start:app]
import falcon

from snippets.deployment.contract import Problem
from snippets.deployment.falcon_predict_resources import (
    Health,
    Predict,
    PredictBatch,
    Reset,
    Retrain,
    fail,
    refuse,
    refuse_as_falcon,
)
from snippets.deployment.request_id import with_request_id

api = falcon.App()
api.add_route("/predict", Predict())
api.add_route("/predict/batch", PredictBatch())
api.add_route("/health", Health())
api.add_route("/retrain", Retrain())
api.add_route("/reset", Reset())
api.add_error_handler(Problem, refuse)
api.add_error_handler(Exception, fail)
api.set_error_serializer(refuse_as_falcon)

app = with_request_id(api)  # what gunicorn calls
# --8<-- [end:app]
