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
    refuse,
    refuse_as_falcon,
)

app = falcon.App()
app.add_route("/predict", Predict())
app.add_route("/predict/batch", PredictBatch())
app.add_route("/health", Health())
app.add_route("/retrain", Retrain())
app.add_route("/reset", Reset())
app.add_error_handler(Problem, refuse)
app.set_error_serializer(refuse_as_falcon)
# --8<-- [end:app]
