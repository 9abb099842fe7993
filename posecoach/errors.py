"""
Everything posecoach raises on purpose:

* PosecoachError
  + ConfigError    a rule, baseline or settings file is wrong (message starts with file and key)
  + SourceError    a camera, video, picture or stream cannot be opened or read
  + ModelError     the pose model is missing, damaged or of the wrong kind
  + OutputError    a result cannot be written or shown
  + ControlError   the running coach cannot be reached, or one runs already
  + HistoryError   the history cannot be opened, read or written

Each message is one line: what is wrong, then what to do. Only `posecoach.cli` catches them.
"""


class PosecoachError(Exception):
    """Base class; the command line prints its message and exits 1, with no traceback."""


class ConfigError(PosecoachError):
    """A rule, baseline or settings file is wrong."""


class SourceError(PosecoachError):
    """A camera, video, picture or stream cannot be opened or read."""


class ModelError(PosecoachError):
    """The pose model is missing, damaged or of the wrong kind."""


class OutputError(PosecoachError):
    """A result cannot be written or shown."""


class ControlError(PosecoachError):
    """The running coach cannot be reached, or one runs already."""


class HistoryError(PosecoachError):
    """The history cannot be opened, read or written."""
