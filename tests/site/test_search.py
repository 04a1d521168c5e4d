"""The search of the site leads to the section that answers."""

import json
import subprocess
from pathlib import Path

import pytest

ANSWERS = {
    "vanishing gradient": ("activations/#what-is-left-of-a-gradient-after-many-layers",),
    "vanishing gradients": ("activations/#what-is-left-of-a-gradient-after-many-layers",),
    "dying relu": ("activations/#can-a-unit-die",),
    "dead units": ("activations/#can-a-unit-die",),
    "cross-entropy loss": (
        "objectives/#one-of-many",
        "objectives/#yes-or-no",
        "catalogue/objectives/one-of-many/#categorical_cross_entropy",
        "catalogue/objectives/yes-or-no/#binary_cross_entropy",
    ),
    "kill a replica": ("deploying-ray-serve/#killing-a-replica",),
    "killing replicas": ("deploying-ray-serve/#killing-a-replica",),
    "data leakage": ("life-cycle/#the-wonderful-result-first-kind",),
    "overfitting": ("generalisation/#what-over-fitting-looks-like",),
    "early stopping": ("generalisation/#stop-in-time",),
    "double descent": ("generalisation/#double-descent-when-larger-is-better-again",),
    "sigmiod": ("activations/#sigmoid-the-squasher", "catalogue/activations/squashing/#sigmoid"),
    "relu_derivative": ("code/activations/relu/#relu_derivative",),
    "np.log1p": (
        "objectives/#how-wrong-is-wrong-objectives-for-quantities",
        "catalogue/objectives/regression/#log_cosh",
    ),
    "softmax overflow": ("activations/#why-does-the-formula-overflow",),
    "label smoothing": (
        "objectives/#label-smoothing-never-be-quite-sure",
        "catalogue/objectives/one-of-many/#label_smoothing",
        "generalisation/#label-smoothing",
    ),
    "layer norm": ("deep-nets/#normalise",),
    "covariate shift": ("deep-nets/#is-it-the-shift",),
    "residual connections": ("deep-nets/#skip",),
    "mixed precision": ("deep-nets/#half-precision",),
    "reverse mode": ("deep-nets/#one-walk-for-all-slopes",),
    "overfit one batch": ("deep-nets/#the-check-up",),
    "multi-head attention": ("attention/#several-heads",),
    "positional encoding": ("attention/#who-stands-where",),
    "perplexity": ("attention/#how-surprised-is-it",),
    "causal mask": ("attention/#no-looking-ahead",),
    "SwiGLU": ("attention/#a-gate-for-each-place",),
    "learning rate": ("optimisers/#which-learning-rate",),
    "momentum": ("optimisers/#momentum-let-it-roll", "catalogue/optimisers/one-rate-for-all/#momentum"),
    "nesterov": ("optimisers/#is-nesterov-always-faster", "catalogue/optimisers/one-rate-for-all/#nesterov"),
    "adam optimizer": ("optimisers/#adam-both-at-once", "catalogue/optimisers/adaptive/#adam"),
    "adamw weight decay": ("optimisers/#adamw-decay-beside-not-inside",),
    "saddle points": ("optimisers/#do-saddles-trap-gradient-descent",),
    "gradient clipping": ("optimisers/#cliffs-and-how-to-survive-one",),
    "huber loss": (
        "objectives/#how-wrong-is-wrong-objectives-for-quantities",
        "catalogue/objectives/regression/#huber",
        "objectives/#one-wild-point-what-does-it-do-to-a-line",
    ),
    "outliers": ("objectives/#one-wild-point-what-does-it-do-to-a-line",),
    "class imbalance": ("objectives/#what-if-yes-is-rare",),
    "calibration": ("objectives/#is-four-fifths-sure-right-four-times-in-five",),
    "triplet loss": ("objectives/#alike-or-not-alike", "catalogue/objectives/embedding/#triplet"),
    "hinge": ("objectives/#the-hinge-right-and-by-a-margin", "catalogue/objectives/yes-or-no/#hinge"),
    "leaky relu": (
        "activations/#repairs-what-to-do-with-the-left-half",
        "catalogue/activations/rectifying/#leaky_relu",
    ),
    "gelu": ("activations/#smooth-gates-gelu-silu-mish", "catalogue/activations/rounded-rectifiers/#gelu"),
    "hard swish": (
        "activations/#hard-versions-for-small-devices",
        "catalogue/activations/rounded-rectifiers/#hard_swish",
    ),
    "pickle": ("deploying-flask/#saving-it-why-not-pickle",),
    "flask run": ("deploying-flask/#why-not-flask-run",),
    "is falcon fast": ("deploying-falcon/#is-falcon-faster",),
    "fastapi": ("deploying-fastapi/",),
    "event loop": ("deploying-fastapi/#what-does-async-do",),
    "microservices": ("deploying-models/#one-big-program-or-many-small-ones",),
    "jupyter kernel gateway": ("deploying-notebook/", "deploying-notebook/#a-cell-that-answers"),
    "batching requests": ("deploying-ray-serve/#waiting-together",),
    "autoscaling": ("deploying-ray-serve/#as-many-as-it-takes",),
    "concept drift": ("life-cycle/#8-monitoring", "life-cycle/#an-alarm", "notebooks/penguins/#monitoring"),
    "simpson paradox": ("data/#a-pattern-in-the-crowd-is-not-a-pattern-in-you",),
    "transformer attention": ("nuts-and-bolts/#transformers-anything-may-matter-to-anything",),
    "convolutional network": ("nuts-and-bolts/#convolutional-the-same-things-occur-in-many-places",),
    "univeral approximation": ("nuts-and-bolts/#wide-enough-is-not-good-enough",),
    "learning rate schedule": ("optimisers/#schedules-slow-down-in-time",),
    "report a mistake": ("about/#reporting-an-error",),
    "ADAM": ("optimisers/#adam-both-at-once",),
    "np.meshgrid": ("code/explorers/softmax/#parts", "code/explorers/optimiser_race/#levels"),
}
"""For what a reader may ask, the sections that answer it: of a post, or of the catalogue where that says as much."""

ENOUGH = 0.9


@pytest.fixture(scope="module")
def first(built_site: Path) -> dict[str, str]:
    """The best hit for each question."""
    command = ["node", str(Path(__file__).with_name("search.mjs")), str(built_site)]
    done = subprocess.run(command, input="\n".join(ANSWERS), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(zip(ANSWERS, done.stdout.splitlines(), strict=True))


@pytest.fixture(scope="module")
def locations(built_site: Path) -> list[str]:
    index = json.loads((built_site / "search" / "search_index.json").read_text(encoding="utf-8"))
    return [entry["location"] for entry in index["docs"]]


def test_the_section_that_answers_comes_first(first: dict[str, str]) -> None:
    wrong = {question: found for question, found in first.items() if found not in ANSWERS[question]}
    assert len(wrong) <= (1 - ENOUGH) * len(ANSWERS), wrong


def test_every_answer_is_a_part_of_the_site(locations: list[str]) -> None:
    assert {place for places in ANSWERS.values() for place in places} <= set(locations)


def test_no_hit_is_a_page_that_lists_others(locations: list[str]) -> None:
    lists = ("archive/", "author/", "category/", "ledger/", "page/", "tags/")
    assert not [place for place in locations if place.partition("#")[0] == "" or place.startswith(lists)]
