import pytest
from msgspec import ValidationError

from serai.recommend import UNDONE_BY, VERSION, WEIGHTS, WEIGHTS_FILE
from serai.recommend.likely import FEATURES
from serai.recommend.weights import read_weights


def test_every_feature_has_a_public_weight_and_every_weight_a_feature() -> None:
    assert set(WEIGHTS.weights) == {*FEATURES, "trial", "variety"}


def test_a_changed_number_is_another_version() -> None:
    _, other = read_weights(WEIGHTS_FILE.replace("interest = 1.0", "interest = 1.1"))
    assert other != VERSION == read_weights(WEIGHTS_FILE)[1]


def test_a_misspelt_rule_is_refused() -> None:
    with pytest.raises(ValidationError, match="author_kap"):
        read_weights(WEIGHTS_FILE.replace("author_cap", "author_kap"))


def test_refusals_weigh_against_and_can_be_taken_back() -> None:
    refusals = {kind for kind, worth in WEIGHTS.worth.items() if worth < 0}
    assert refusals == {"hide", "not_interested", "report"}
    assert refusals <= set(UNDONE_BY)
