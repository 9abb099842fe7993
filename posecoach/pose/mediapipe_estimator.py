"""MediaPipe's pose landmarker as an estimator.

For moving pictures two landmarkers work together. One follows a single person cheaply from frame to
frame. The other takes the census: now and then it searches the whole frame for anybody else. It
also takes other looks at frames in which nobody was found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, cycle
from math import inf
from pathlib import Path

from posecoach.closing import Closing
from posecoach.pose.census import distinct, same_person, shift
from posecoach.pose.follow import BLANK_CONTRAST
from posecoach.pose.landmarker import SURE, Landmarker
from posecoach.pose.picture import Image, light, only
from posecoach.pose.second_search import (
    AS_IT_IS,
    FIRST,
    LOOKS,
    SURENESS,
    Look,
    glimpsed,
    search,
)
from posecoach.types import Frame, Pose, Sighting

MOST_PEOPLE = 3  # a census looks for; enough to know that somebody is not alone
CENSUS_EVERY_S = 2.0
LOOK_EVERY_S = 1.0  # in moving pictures without anybody, another look is taken at most so often
MOVED = 0.06  # torsos between two looks, from which the network has looked in the wrong place
SETTLED = 0.03  # ... and once it has, up to which it has come to look in the right one
MOST_LOOKS = 4  # at one frame, after the first


class MediaPipeEstimator(Closing):
    """Everybody in each frame; `moving` follows one person through frames that belong together.

    Frames that do not belong together are pictures: each is looked at until the network is sure.
    """

    def __init__(
        self, model_path: Path, *, moving: bool, census: bool = True, apart: int = 1
    ) -> None:
        """Load the network; ModelError if the file is not a pose model.

        Without a `census`, moving pictures are searched for further people only at first, when the
        one followed is lost, and when `recount()` asks for it: enough for all lanes but one. At
        least `apart` frames lie between two of them: whoever shows few frames while nothing moves,
        and many when something does, is spared most of their cost.
        """
        self._path = model_path
        self._counter = Landmarker(model_path, moving=False, most=MOST_PEOPLE)
        self._tracker = Landmarker(model_path, moving=True, most=1)
        self._searcher: Landmarker | None = None  # loaded when nobody is found for the first time
        self._moving = moving
        self._last_t = -inf
        self._census_every_s = CENSUS_EVERY_S if census else inf
        self._next_census = -inf
        self._apart, self._uncounted = apart, apart
        self._following = False
        self._seed: Pose | None = None
        self._before: Pose | None = None  # as the tracker was shown them
        self._look = AS_IT_IS  # at which the tracker follows
        self._looks: Iterator[Look] = cycle(LOOKS[:FIRST])
        self._next_look = -inf

    def __call__(self, frame: Frame) -> Sighting:
        """The people of one frame, the followed one first; nobody when the frame is blank."""
        brightness, contrast = light(frame.image)
        people: list[Pose] = []
        counted = False
        if contrast >= BLANK_CONTRAST:
            people, counted = self._search(frame)
        return Sighting(
            t=frame.t,
            index=frame.index,
            size=frame.size,
            people=tuple(people),
            brightness=brightness,
            contrast=contrast,
            counted=counted,
        )

    def recount(self) -> None:
        """Search the whole of the next frame for further people."""
        self._next_census = -inf

    def reseed(self, person: Pose) -> None:
        """From the next frame on, follow `person`, as last seen, instead of whom it follows."""
        self._seed = person

    def close(self) -> None:
        """Free the network; harmless when done twice."""
        for landmarker in (self._counter, self._tracker, self._searcher):
            if landmarker is not None:
                landmarker.close()

    def _search(self, frame: Frame) -> tuple[list[Pose], bool]:
        """Everybody found, and whether the whole frame was searched."""
        if not self._moving:
            people = distinct(self._counter.people(frame, frame.image))
            found = self._settled(frame, people)
            return found or [it.pose for it in search(frame, self._glimpses)], True
        image, seed = frame.image, self._seed
        if seed is not None or frame.t < self._last_t:
            self._follow_anew()  # what it remembers is another person's, or of a later time
            self._next_look = -inf
            self.recount()
        if seed is not None:
            image, self._seed = only(seed, image), None
        self._last_t = frame.t
        people = self._followed(replace(frame, image=image))
        lost, self._following = self._following and not people, bool(people)
        counted = self._census_due(frame.t, lost)
        if counted:
            whole = replace(self._look, zoom=1.0)
            shown = whole.shown(frame)
            others = self._counter.people(shown, shown.image)
            people = distinct([*people, *(whole.back(it, frame.size) for it in others)])
            if people and self._searcher is not None:
                self._searcher.close()  # 60 MB that are not needed while somebody is there
                self._searcher = None
        return people or self._looked_for(frame), counted

    def _census_due(self, t: float, lost: bool) -> bool:
        """Whether the whole frame is to be searched now, which is then noted."""
        self._uncounted += 1
        early = t < self._next_census or self._uncounted < self._apart
        if early and not lost and self._next_census != -inf:
            return False
        self._uncounted = 0
        self._next_census = t + self._census_every_s
        return True

    def _looked_for(self, frame: Frame) -> list[Pose]:
        """Who is found by other looks at a moving picture without anybody; now and then only.

        One of the first looks after the other has its turn. If one finds somebody, all are asked;
        whoever is then believed is followed as the surest look shows them, while it lasts.
        """
        if frame.t < self._next_look:
            return []
        self._next_look = frame.t + LOOK_EVERY_S
        if not glimpsed(next(self._looks), frame, self._glimpses):
            return []
        found = search(frame, self._glimpses)
        if found:
            self._look = found[0].look
            self._follow_anew(SURENESS)
        return [it.pose for it in found]

    def _glimpses(self, shown: Frame) -> list[Pose]:
        """Everybody whom the network is at least a little sure of."""
        if self._searcher is None:
            self._searcher = Landmarker(
                self._path, moving=False, most=MOST_PEOPLE, sureness=SURENESS
            )
        return self._searcher.people(shown, shown.image)

    def _follow_anew(self, sureness: float = SURE) -> None:
        """Forget whom the tracker follows."""
        self._tracker.close()
        self._tracker = Landmarker(self._path, moving=True, most=1, sureness=sureness)
        self._before = None

    def _followed(self, frame: Frame) -> list[Pose]:
        """The one followed, seen from where they are now.

        The network looks at the part of the picture where the body was before. After a movement,
        at few frames per second or in the other lane's absence, its angles are up to 14 degrees
        wrong; from a second look, at where it found the body, they are right.
        """
        shown = self._look.shown(frame)
        people, before = self._tracker.people(shown, shown.image), self._before
        if before is not None:
            people = self._until_still(shown, shown.image, people, before)
        self._before = people[0] if people else None
        found = [self._look.back(person, frame.size) for person in people]
        if not found and self._look is not AS_IT_IS:
            self._looks = chain([self._look], cycle(LOOKS[:FIRST]))  # likely to be there still
            self._look = AS_IT_IS
            self._follow_anew()
        return found

    def _settled(self, frame: Frame, people: list[Pose]) -> list[Pose]:
        """`people` of a picture, the first one seen from where they are.

        The detector only guesses where to look. Looking again, at where the body was found, brings
        the joints nearer to points set by people (docs/accuracy.md, "Looking again"). What is
        visible is as `people` have it: the tracker averages that with the pictures before.
        """
        if not people:
            return people
        image = only(people[0], frame.image) if len(people) > 1 else frame.image
        self._tracker.forget(frame)
        first = self._tracker.people(frame, image, again=True)
        if not first:
            return people
        second = self._tracker.people(frame, image, again=True)
        found = self._until_still(frame, image, second, first[0])
        if not found or not same_person(found[0], people[0]):
            return people
        return [replace(found[0], visibility=people[0].visibility), *people[1:]]

    def _until_still(
        self, frame: Frame, image: Image, people: list[Pose], before: Pose
    ) -> list[Pose]:
        """What the tracker finds once it looks where the body is; `people` is what it found last.

        `before` is where it looked for them.
        """
        looks, limit = 0, MOVED
        while people and looks < MOST_LOOKS and shift(before, people[0]) > limit:
            people, before = self._tracker.people(frame, image, again=True), people[0]
            looks, limit = looks + 1, SETTLED
        return people
