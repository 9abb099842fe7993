"""`posecoach demo`: the whole chain on a bundled clip, whose true angles are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

DEFAULT_FOLDER = "posecoach-demo"


@click.command("demo")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=DEFAULT_FOLDER,
    show_default=True,
    help="Folder for the results.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary and errors as JSON.")
def command(output: Path, as_json: bool) -> None:
    """Show what posecoach does, with no camera and no download.

    A rendered figure sits at a desk: upright, head forward, leaning, away for a moment. The real
    network watches it; you get an annotated video, a report and the data, and see how close the
    measured angles come to the true ones.

    \b
    Examples:
      posecoach demo
      posecoach demo -o /tmp/demo
      posecoach demo --json
    """
    from rich.console import Console

    from posecoach.app import Options, watch
    from posecoach.cli.interrupt import Interrupt
    from posecoach.cli.progress import progress
    from posecoach.demonstration import against_truth
    from posecoach.mannequin.demo import demo_clip
    from posecoach.recording import Recording, Wanted
    from posecoach.reports.terminal import print_summary

    clip = demo_clip()
    if not as_json:
        click.echo("Watching a rendered figure at a desk through the real pose network ...")
    with watch(clip, Options()) as watching, Interrupt() as stop:
        watching.stop = stop
        recording = Recording(watching, Wanted(output, landmarks=True, keep_frames=True))
        with progress(clip.name, watching.source, shown=not as_json) as advance:
            summary = recording.run(advance)
    if stop():
        raise KeyboardInterrupt
    errors = against_truth(recording.timeline)
    if as_json:
        import msgspec

        whole = msgspec.json.decode(summary.to_json()) | {"against_truth": errors}
        click.echo(msgspec.json.encode(whole).decode())
        return
    print_summary(Console(), summary)
    _tell(errors, output)


def _tell(errors: dict[str, Any], output: Path) -> None:
    neck, trunk = errors["neck_inclination"], errors["trunk_inclination"]
    click.echo(
        "  The figure's true angles are known: measured from the picture, its neck is off by\n"
        f"  {neck['mean_absolute_error']:.1f} degrees on average and its trunk by "
        f"{trunk['mean_absolute_error']:.1f}; it was away for {errors['away_known_s']:.0f} s and\n"
        f"  nobody was seen for {errors['away_seen_s']:.0f} s.\n"
    )
    for name, what in _FILES.items():
        click.echo(f"  {output / name}  {what}")
    click.echo("\nNext: posecoach live, or posecoach analyze YOUR-CLIP.mp4")


_FILES = {
    "annotated.mp4": "the clip with skeleton, angles, score and cue",
    "report.html": "one page about it; open it in a browser",
    "summary.json": "the numbers",
    "frames.csv": "every analysed frame",
    "events.csv": "what was held for too long",
    "landmarks.npz": "the body's joints, to be judged again later",
}
