"""What is said of drawn pictures: right, wrong, or not said; silence counts only when honest."""

import pytest

from posecoach.evaluate.pictures import Sample, Seen
from posecoach.evaluate.recognition import NO_REASON, recognitions
from posecoach.evaluate.rendered import Rendered, Run, sum_pictures
from posecoach.evaluate.rendered_document import rendered_document
from posecoach.evaluate.suites import Suite
from posecoach.pose.follow import COMPANY, COVERED, DARK, JUMPED, NOBODY
from posecoach.view import UNSEEN
from tests.evaluate.made import sample


def seen(truly: str, called: str, reason: str = "", person: int = 0) -> Sample:
    """A picture by its activity alone."""
    return sample(
        0, 0, seen=(Seen("", "", truly), Seen("", "", called)), reason=reason, person=person
    )


@pytest.mark.parametrize(
    ("truly", "called", "reason", "share"),
    [
        ("sitting", "sitting", "", "right"),
        ("sitting", "sitting", UNSEEN, "right"),
        ("away", "away", NOBODY, "right"),
        ("sitting", "standing", "", "wrong"),
        ("sitting", "away", NOBODY, "wrong"),
        ("sitting", "unknown", NOBODY, "wrong"),
        ("sitting", "unknown", COMPANY, "wrong"),
        ("sitting", "unknown", DARK, "unsaid"),
        ("sitting", "unknown", "", "unsaid"),
        ("away", "unknown", DARK, "unsaid"),
        ("away", "unknown", COVERED, "unsaid"),
        ("away", "unknown", UNSEEN, "wrong"),
        ("away", "unknown", JUMPED, "wrong"),
        ("away", "unknown", "", "wrong"),
        ("away", "sitting", "", "wrong"),
    ],
)
def test_silence_is_no_mistake_only_with_a_reason_that_can_be_true(
    truly: str, called: str, reason: str, share: str
) -> None:
    ((found, _),) = recognitions([seen(truly, called, reason)])
    shares = {"right": found.right, "wrong": found.wrong, "unsaid": found.unsaid}
    assert {name for name, one in shares.items() if one.value == 1} == {share}
    assert sum(one.value for one in shares.values()) == 1
    assert found.reasons == ({reason or NO_REASON: 1} if share == "unsaid" else {})


def test_shares_are_of_all_pictures_and_of_those_in_which_something_is_said() -> None:
    samples = [
        seen("sitting", "sitting"),
        seen("sitting", "sitting", person=1),
        seen("sitting", "standing", person=2),
        seen("sitting", "unknown", DARK, person=3),
        seen("sitting", "unknown", DARK, person=4),
        seen("sitting", "unknown", UNSEEN, person=5),
        seen("", "unknown", DARK),
    ]
    ((found, matrix),) = recognitions(samples)
    assert (found.what, found.n) == ("activity", 6)
    assert found.right.value == pytest.approx(2 / 6)
    assert found.wrong.value == pytest.approx(1 / 6)
    assert found.unsaid.value == pytest.approx(3 / 6)
    assert found.right_of_said.value == pytest.approx(2 / 3)
    assert found.reasons == {DARK: 2, UNSEEN: 1}
    assert found.right.low < found.right.value < found.right.high
    assert matrix.accuracy == found.right


def test_the_document_says_why_nothing_is_said() -> None:
    suite = Suite("x", "made", recognition=True)
    report = sum_pictures(suite, [seen("away", "unknown", DARK), seen("away", "away", NOBODY)])
    (section,) = rendered_document(Rendered(Run((suite,), 1), (report,), (), ())).sections
    (row,) = section.tables[0].rows
    assert row[:2] == ("activity", "2")
    assert [cell[:4] for cell in row[2:6]] == ["0.50", "0.00", "0.50", "1.00"]
    assert row[6] == "too dark 1"
