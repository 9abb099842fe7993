"""Analyse one recorded input and write what was asked for: tables, video, report, landmarks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from math import nan
from pathlib import Path

from posecoach.app import Watching
from posecoach.clip.asked import Asked
from posecoach.clip.film import write_film
from posecoach.errors import OutputError
from posecoach.outputs.annotated import AnnotatedVideo, Image, fit_width, jpeg, write_picture
from posecoach.outputs.overlay import Overlay
from posecoach.reports.atomic import write_whole
from posecoach.reports.html import Video, write_report
from posecoach.reports.movement import MarkerFile, write_angles
from posecoach.reports.parquet import parquet_available, write_event_parquet, write_parquet
from posecoach.reports.summary import SourceFacts, Summary
from posecoach.reports.summing import summarise
from posecoach.reports.tables import FrameTable, write_events, write_holds
from posecoach.reports.timeline import Timeline
from posecoach.rules.rule import Rule
from posecoach.sources.landmarks import LandmarkWriter
from posecoach.types import Result, Sighting
from posecoach.version import VERSION

VIDEO = "annotated.mp4"
EVIDENCE_WIDTH = 480  # pixels of the picture kept of an event
Sink = Callable[[Result], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files to write; nothing without a folder."""

    folder: Path | None = None
    overlay: bool = True  # annotated.mp4 or annotated.jpg
    landmarks: bool = False  # landmarks.npz
    keep_frames: bool = False  # a picture with each event in the report
    movement: bool = False  # landmarks.trc and angles.mot
    player: bool = False  # the report shows the annotated video


@dataclass(slots=True)
class Recording:
    """One input on its way through: what has been gathered so far."""

    watching: Watching
    wanted: Wanted
    asked: Asked | None = None  # an exercise to judge, in place of posture
    timeline: Timeline = field(default_factory=Timeline)
    evidence: dict[tuple[str, float], bytes] = field(default_factory=dict)
    _overlay: Overlay = field(default_factory=Overlay)
    _landmarks: LandmarkWriter | None = None
    _drawn: tuple[int, Image] | None = None  # index of the frame drawn last, and its picture
    _rules: dict[str, dict[str, Rule]] = field(init=False)
    _all_rules: dict[str, Rule] = field(init=False)

    def __post_init__(self) -> None:
        """Index the rules by set, and by "set/rule"."""
        sets = self.watching.coach.rule_sets
        self._rules = {s.id: {r.id: r for r in s.rules} for s in sets} | {"": {}}
        self._all_rules = {f"{s.id}/{r.id}": r for s in sets for r in s.rules}

    def run(self, on_frame: Sink) -> Summary:
        """Analyse to the end (or until told to stop) and write everything; return the numbers.

        What was analysed before a stop is written like a whole recording.

        Raises:
            SourceError, ModelError, OutputError: one line; no half-written file is left.
        """
        folder = self.wanted.folder
        with ExitStack() as stack:
            sinks: list[Sink] = [self.timeline.add, on_frame]
            if folder is not None:
                make_folder(folder)
                sinks += self._open_sinks(folder, stack)
            self.watching.on_sighting = self._see
            for result in self.watching.results():
                for sink in sinks:
                    sink(result)
            if self._landmarks is not None:
                source, stopped = self.watching.source, self.watching.stop()
                sha256 = self.watching.model.sha256
                self._landmarks.finish(source, model_sha256=sha256, stopped=stopped)
            summary = self._summary()
        if folder is not None:
            self._write(folder, summary)
        return summary

    @property
    def _filmed(self) -> bool:
        """Whether an annotated video is to be written."""
        return self.wanted.overlay and self.watching.source.kind not in ("picture", "landmarks")

    def _open_sinks(self, folder: Path, stack: ExitStack) -> list[Sink]:
        sinks: list[Sink] = [stack.enter_context(FrameTable(folder / "frames.csv")).write]
        if self.wanted.landmarks:
            self._landmarks = stack.enter_context(LandmarkWriter(folder / "landmarks.npz"))
        if self.wanted.movement:
            sinks.append(stack.enter_context(MarkerFile(folder / "landmarks.trc")).write)
        if self.wanted.overlay and self.watching.source.kind == "picture":
            sinks.append(self._picture(folder / "annotated.jpg"))
        elif self._filmed and self.asked is None:
            sinks.append(self._video(stack.enter_context(AnnotatedVideo(folder / VIDEO))))
        if self.wanted.keep_frames:
            sinks.append(self._keep_evidence)
        return sinks

    def _see(self, sighting: Sighting) -> None:
        if self._landmarks is not None:
            self._landmarks.add(sighting)
        if self.asked is not None:
            self.asked.add(sighting)

    def _draw(self, image: Image, result: Result) -> Image:
        """Return the frame with its overlay, drawn once however many outputs want it."""
        if self._drawn is None or self._drawn[0] != result.index:
            rules = self._rules[result.assessment.rule_set]
            canvas = self._drawn[1] if self._drawn is not None else None
            self._drawn = result.index, self._overlay.draw(image, result, rules=rules, out=canvas)
        return self._drawn[1]

    def _video(self, video: AnnotatedVideo) -> Sink:
        def write(result: Result) -> None:
            if result.frame is not None:
                video.add(result.t, self._draw(result.frame.image, result))

        return write

    def _picture(self, path: Path) -> Sink:
        def write(result: Result) -> None:
            if result.frame is not None:
                write_picture(path, self._draw(result.frame.image, result))

        return write

    def _keep_evidence(self, result: Result) -> None:
        raised = [e for e in result.assessment.events if e.kind == "raised"]
        if raised and result.frame is not None:
            image = fit_width(self._draw(result.frame.image, result), EVIDENCE_WIDTH)
            self.evidence.update({(e.rule, e.since): jpeg(image) for e in raised})

    def _summary(self) -> Summary:
        source = self.watching.source
        facts = SourceFacts(
            source=source.name,
            kind=source.kind,
            duration_s=nan if self.watching.stop() else source.duration_s,
            fps=source.fps,
            frames=source.frames_read,
            model=self.watching.model.id,
            version=VERSION,
            problems=tuple(source.problems),
        )
        summary = summarise(self.timeline, facts, self._all_rules)
        if self.asked is None:
            return summary
        exercise = self.asked.summary
        return replace(summary, events=exercise.events(), exercise=exercise)

    def _write(self, folder: Path, summary: Summary) -> None:
        if self.asked is not None and self._filmed:
            with self.watching.reopened() as source:
                write_film(folder / VIDEO, source, self.asked)
        write_whole(folder / "summary.json", summary.to_json().decode() + "\n")
        write_events(folder / "events.csv", summary.events)
        if summary.exercise is not None:
            write_holds(folder / "holds.csv", summary.exercise.holds)
        if parquet_available():
            write_parquet(folder / "frames.parquet", self.timeline)
            write_event_parquet(folder / "events.parquet", summary.events)
        if self.wanted.movement:
            write_angles(folder / "angles.mot", self.timeline)
        pictures = {
            i: self.evidence[span.rule, span.t]
            for i, span in enumerate(summary.events)
            if (span.rule, span.t) in self.evidence
        }
        # one of an earlier run may lie there
        video = VIDEO if self._filmed and (folder / VIDEO).exists() else ""
        path = folder / "report.html"
        shown = Video(video, self.wanted.player and bool(video))
        write_report(path, summary, self.timeline, self._all_rules, pictures, shown)


def make_folder(folder: Path) -> None:
    """Make a folder for results. Raises OutputError when that is not possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise OutputError(
            f"{folder}: cannot be made ({e.strerror}); choose another with --output"
        ) from e
