"""Render the bundled demo clip and the truth about it. Run it after a change to the mannequin.

    python scripts/render_demo.py [FOLDER]

Writes desk_day.mp4 and desk_day.json, byte for byte the same with the same library versions.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from posecoach.mannequin import desk_day
from posecoach.mannequin.demo import CLIP
from posecoach.mannequin.desk_day import CAMERA, DURATION, SEGMENTS, DeskDay
from posecoach.mannequin.render import Picture, render, true_pose
from posecoach.metrics import Body
from posecoach.metrics.head import neck_inclination
from posecoach.metrics.trunk import trunk_inclination

FPS = 20
TRUTH_EVERY = 2  # frames
QUALITY = {"preset": "veryslow", "crf": "26", "tune": "animation", "threads": "1"}
METRICS = {"neck_inclination": neck_inclination, "trunk_inclination": trunk_inclination}


def pictures() -> Iterator[tuple[float, Picture, bool]]:
    """The clip's frames: time, picture, and whether the person sits at the desk."""
    story = DeskDay()
    for index in range(round(DURATION * FPS)):
        t = index / FPS
        moment = story.at(t)
        yield t, render(moment.figure, CAMERA, moment.scenery), moment.seated


def encode(path: Path, frames: Iterator[NDArray[np.uint8]]) -> None:
    """Write frames as H.264 that browsers play, without anything that varies between runs."""
    import av  # here because cv2 is loaded above: both at module level clash on macOS

    with av.open(str(path), "w", options={"fflags": "+bitexact", "movflags": "+faststart"}) as out:
        stream = out.add_stream("libx264", rate=FPS, options=QUALITY)
        stream.width, stream.height = CAMERA.size
        stream.pix_fmt = "yuv420p"
        stream.time_base = Fraction(1, FPS)
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        for index, image in enumerate(frames):
            frame = av.VideoFrame.from_ndarray(image, format="bgr24")
            frame.pts, frame.time_base = index, Fraction(1, FPS)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())


def truth(rows: list[tuple[float, Picture, bool]]) -> dict[str, Any]:
    """What is known about the clip, with the angles read from the exact joints."""
    values: dict[str, list[float | None]] = {name: [] for name in METRICS}
    for t, picture, seated in rows:
        body = Body.of(true_pose(picture, t), desk_day.FACING, desk_day.NEAR_LEFT)
        for name, measure in METRICS.items():
            values[name].append(round(float(measure(body)), 2) if seated else None)
    return {
        "schema": 1,
        "clip": CLIP,
        "seed": desk_day.SEED,
        "fps": FPS,
        "duration_s": DURATION,
        "camera": asdict(CAMERA),
        "facing": desk_day.FACING,
        "near_side": "left" if desk_day.NEAR_LEFT else "right",
        "segments": [asdict(segment) for segment in SEGMENTS],
        "truth": {"t": [t for t, _, _ in rows], **values},
    }


def main(folder: Path) -> None:
    """Write clip and truth into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    kept: list[tuple[float, Picture, bool]] = []

    def frames() -> Iterator[NDArray[np.uint8]]:
        for index, row in enumerate(pictures()):
            if index % TRUTH_EVERY == 0:
                kept.append(row)
            yield row[1].image

    encode(folder / CLIP, frames())
    known = json.dumps(truth(kept), indent=1)
    (folder / CLIP).with_suffix(".json").write_text(known + "\n", encoding="utf-8")


if __name__ == "__main__":
    here = Path(__file__).resolve().parents[1]
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else here / "posecoach" / "library" / "demo")
