import pytest
from msgspec import ValidationError

from serai.recommend import UNDONE_BY, VERSION, WEIGHTS, WEIGHTS_FILE, _audience, _choose, _know
from serai.recommend import _shape as shape
from serai.recommend._audience import WANTED
from serai.recommend._state import OF_ALL, OF_TASKS
from serai.recommend.weights import read_weights

EVERY = {*OF_TASKS.values(), *OF_ALL.values()}
"""Weights that stand for several features each."""


def test_every_weight_belongs_to_a_feature_and_every_outcome_has_a_worth_and_a_usual_chance() -> (
    None
):
    assert set(WEIGHTS.weights) - EVERY <= set(shape.FEATURES)
    assert set(WEIGHTS.mix) == set(shape.MIX)
    assert set(WEIGHTS.value) == set(WEIGHTS.usual) == set(shape.TASKS)
    assert all(0 < usual < 1 for usual in WEIGHTS.usual.values())


def test_what_somebody_said_has_a_weight_set_by_people() -> None:
    assert {OF_ALL.get(name, name) for name in shape.FEATURES[shape.LEARNING :]} <= set(
        WEIGHTS.weights
    )


def test_the_page_is_put_together_as_the_file_says() -> None:
    page = WEIGHTS.page
    assert page.author_cap == _choose.AUTHOR_CAP
    assert page.trial_places == (_choose.FIRST_TRIAL, _choose.SECOND_TRIAL)
    assert page.audiences == WANTED
    assert page.deadline_hours == _audience.DEADLINE
    assert (page.chosen_share, page.taste_share) == (_know.CHOSEN_SHARE, _know.TASTE_SHARE)


def test_a_changed_number_is_another_version() -> None:
    _, other = read_weights(WEIGHTS_FILE.replace("interest = 1.5", "interest = 1.6"))
    assert other != VERSION == read_weights(WEIGHTS_FILE)[1]


def test_a_misspelt_rule_is_refused() -> None:
    with pytest.raises(ValidationError, match="author_kap"):
        read_weights(WEIGHTS_FILE.replace("author_cap", "author_kap"))


def test_refusals_weigh_against_and_can_be_taken_back() -> None:
    assert [name for name, worth in WEIGHTS.value.items() if worth < 0] == ["refuse"]
    assert {"hide", "not_interested", "report"} <= set(UNDONE_BY)
