"""Sources of frames: video files, pictures, cameras, network streams and stored landmarks.

Neither OpenCV nor PyAV is imported until something is opened.
"""

from posecoach.sources.camera import CameraSource, open_camera
from posecoach.sources.camera_list import Camera, list_cameras
from posecoach.sources.landmarks import LandmarkWriter, Recording, write_landmarks
from posecoach.sources.media import find_media, is_landmarks, is_picture
from posecoach.sources.picture import PictureSource, open_picture
from posecoach.sources.played import PlayedSource, play_live
from posecoach.sources.replay import ReplaySource, open_replay
from posecoach.sources.source import Kind, LiveSource, Source
from posecoach.sources.video import VideoSource, open_video

__all__ = [
    "Camera",
    "CameraSource",
    "Kind",
    "LandmarkWriter",
    "LiveSource",
    "PictureSource",
    "PlayedSource",
    "Recording",
    "ReplaySource",
    "Source",
    "VideoSource",
    "find_media",
    "is_landmarks",
    "is_picture",
    "list_cameras",
    "open_camera",
    "open_picture",
    "open_replay",
    "open_video",
    "play_live",
    "write_landmarks",
]
