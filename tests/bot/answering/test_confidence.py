"""The confidence is a probability over readable features, cut into three states."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.confidence import Model, fitted_model
from bot.answering.evidence import make_query, weigh
from bot.answering.features import measure
from tests.bot.small_edition import open_small

MODEL = Model(intercept=-2.0, weights={"cosine": 4.0}, answer=0.7, closest=0.4)


@pytest.mark.parametrize(
    ("cosine", "state"), [(0.9, "answered"), (0.5, "closest"), (0.1, "not_found")]
)
def test_the_cuts_make_three_states(cosine: float, state: str) -> None:
    """A sure quote answers, an unsure one is the closest, the rest is not found."""
    assert MODEL.state(MODEL.probability({"cosine": cosine})) == state


def test_moving_a_cut_changes_the_state() -> None:
    """The same probability answers under a lower cut and not under a higher one."""
    probability = MODEL.probability({"cosine": 0.7})
    low, high = (
        Model(-2.0, MODEL.weights, answer=cut, closest=0.1).state(probability)
        for cut in (probability - 0.01, probability + 0.01)
    )
    assert (low, high) == ("answered", "closest")


def test_far_out_features_stay_probabilities() -> None:
    """A feature beyond all bounds gives a number between 0 and 1."""
    assert 0 <= MODEL.probability({"cosine": -1e9}) < MODEL.probability({"cosine": 1e9}) <= 1


def test_the_kept_model_weighs_every_feature_that_is_measured(tmp_path: Path) -> None:
    """Each coefficient has its feature, and the cuts are in order."""
    edition = open_small(tmp_path)
    query = make_query("How many meetings with parents?", "en", "how_many", edition.encoder)
    evidence = weigh(query, edition.index.search(query.text, query.vector), edition)
    text = edition.profiles["testville"].text
    elsewhere = edition.index.cosines_elsewhere(query.vector, ["testville"])
    features = measure(query, evidence, text, elsewhere=elsewhere, cities=2)
    model = fitted_model()
    assert set(model.weights) <= set(features)
    assert 0 < model.closest < model.answer < 1
    assert 0 <= model.probability(features) <= 1
