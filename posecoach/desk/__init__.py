"""The coach for a whole day at the desk: a listener of the live loop, with all that it needs."""

from posecoach.desk.listener import Desk
from posecoach.desk.opening import open_desk
from posecoach.desk.times import Times

__all__ = ["Desk", "Times", "open_desk"]
