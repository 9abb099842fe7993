#!/usr/bin/env python3
"""Build the bundles in models/ from the official network files, always with the same bytes.

The mediapipe 0.10.21 wheel holds the official TensorFlow Lite files of the full pose model and of
the face mesh. They lack the input normalisation a .task bundle must state, so it is added here. Of
the pose model the segmentation output, which posecoach never reads, becomes a constant, which makes
a frame a third cheaper and leaves every landmark identical. The face mesh of the wheel has 468
points, and MediaPipe's task wants ten more, of the irises: they are added as zeros and never read.
Needs only mediapipe (for its schema classes) and flatbuffers.

    python scripts/build_model.py                         # let pip download the wheel, build
    python scripts/build_model.py --wheel mediapipe.whl   # build from a wheel already here
    python scripts/build_model.py --check                 # build and compare, write nothing
"""

from __future__ import annotations

import argparse
import hashlib
import io
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import flatbuffers  # type: ignore[import-untyped]
from mediapipe.tasks.metadata import metadata_schema_py_generated as metadata_schema
from mediapipe.tasks.metadata import schema_py_generated as tflite

MODELS = Path(__file__).resolve().parents[1] / "models"
BUNDLES = {
    "pose_full.task": "f373a48681d6a7c0ab9f5cbba2c19f05b9488ad339eacdb0229520832a536ae3",
    "face.task": "6748c668e144a3ce54ac6b7958baac7d82b96d8a732f3d5af62a9da2cec53098",
}
WHEEL = "mediapipe==0.10.21"
DETECTOR = "mediapipe/modules/pose_detection/pose_detection.tflite"
LANDMARKS = "mediapipe/modules/pose_landmark/pose_landmark_full.tflite"
FACE_DETECTOR = "mediapipe/modules/face_detection/face_detection_short_range.tflite"
FACE_MESH = "mediapipe/modules/face_landmark/face_landmark.tflite"
SHA256 = {  # LANDMARKS agrees with MediaPipe's own third_party/external_files.bzl
    DETECTOR: "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
    LANDMARKS: "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
    FACE_DETECTOR: "bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8",
    FACE_MESH: "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
}
SEGMENTATION = "Identity_2"  # name of the output tensor posecoach never reads
MESH = "conv2d_21"  # name of the output tensor with 468 points of three numbers
IRISES = 3 * 10  # numbers MediaPipe's task wants after them
ALIGNMENT = 16  # bytes; MediaPipe copies and warns about buffers that start elsewhere
ZIPALIGN_FIELD = 0xD935  # the extra-field id Android's zipalign uses for padding


class AlignedBuffer(tflite.BufferT):  # type: ignore[misc]  # the schema classes are untyped
    """A buffer written with the 16-byte alignment the schema asks for and Python codegen drops."""

    def Pack(self, builder: Any) -> Any:
        """Append this buffer to `builder`; the offset of its table."""
        content = None
        if self.data is not None and len(self.data):
            raw = bytes(bytearray(self.data))
            builder.StartVector(1, len(raw), ALIGNMENT)
            builder.head -= len(raw)
            builder.Bytes[builder.head : builder.head + len(raw)] = raw
            content = builder.EndVector()
        tflite.BufferStart(builder)
        if content is not None:
            tflite.BufferAddData(builder, content)
        return tflite.BufferEnd(builder)


def image_metadata(mean: float, std: float, outputs: int) -> bytes:
    """Metadata saying that the input is RGB and normalised as (value - mean) / std."""
    normalisation = metadata_schema.NormalizationOptionsT()
    normalisation.mean, normalisation.std = [mean], [std]
    unit = metadata_schema.ProcessUnitT()
    unit.optionsType = metadata_schema.ProcessUnitOptions.NormalizationOptions
    unit.options = normalisation
    image = metadata_schema.ImagePropertiesT()
    image.colorSpace = metadata_schema.ColorSpaceType.RGB
    content = metadata_schema.ContentT()
    content.contentPropertiesType = metadata_schema.ContentProperties.ImageProperties
    content.contentProperties = image
    limits = metadata_schema.StatsT()
    limits.max, limits.min = [(255.0 - mean) / std], [(0.0 - mean) / std]
    tensor = metadata_schema.TensorMetadataT()
    tensor.name, tensor.content, tensor.processUnits, tensor.stats = (
        "image",
        content,
        [unit],
        limits,
    )
    graph = metadata_schema.SubGraphMetadataT()
    graph.inputTensorMetadata = [tensor]
    graph.outputTensorMetadata = [metadata_schema.TensorMetadataT() for _ in range(outputs)]
    model = metadata_schema.ModelMetadataT()
    model.subgraphMetadata, model.minParserVersion = [graph], "1.0.0"
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), b"M001")
    return bytes(builder.Output())


def constant(model: Any, values: int) -> int:
    """Append `values` zeros to the buffers of `model`; the number of that buffer."""
    zeros = tflite.BufferT()
    zeros.data = bytes(4 * values)
    model.buffers.append(zeros)
    return len(model.buffers) - 1


def blank_output(model: Any, name: str) -> None:
    """Make the output tensor `name` a constant zero and drop the operators only it needed."""
    graph = model.subgraphs[0]
    blank = next(o for o in graph.outputs if graph.tensors[o].name.decode() == name)
    needed = {o for o in graph.outputs if o != blank}
    kept = []
    for operator in reversed(graph.operators):
        if any(o in needed for o in operator.outputs):
            kept.append(operator)
            needed |= {i for i in operator.inputs if i >= 0}
    graph.operators = kept[::-1]
    values = 1
    for extent in graph.tensors[blank].shape:
        values *= int(extent)
    graph.tensors[blank].buffer = constant(model, values)


def lengthen_output(model: Any, name: str, values: int) -> None:
    """Append `values` zeros to the output tensor `name`, along its last axis."""
    graph = model.subgraphs[0]
    place = next(i for i, o in enumerate(graph.outputs) if graph.tensors[o].name.decode() == name)
    short = graph.tensors[graph.outputs[place]]
    *rest, last = (int(extent) for extent in short.shape)
    zeros, longer = tflite.TensorT(), tflite.TensorT()
    zeros.name, zeros.shape, zeros.type = b"zeros", [*rest, values], short.type
    zeros.buffer = constant(model, values)
    longer.name, longer.shape, longer.type = b"lengthened", [*rest, last + values], short.type
    graph.tensors += [zeros, longer]
    joining = tflite.OperatorCodeT()
    joining.builtinCode = joining.deprecatedBuiltinCode = tflite.BuiltinOperator.CONCATENATION
    joining.version = 1
    model.operatorCodes.append(joining)
    join = tflite.OperatorT()
    join.opcodeIndex = len(model.operatorCodes) - 1
    join.inputs = [graph.outputs[place], len(graph.tensors) - 2]
    join.outputs = [len(graph.tensors) - 1]
    join.builtinOptionsType = tflite.BuiltinOptions.ConcatenationOptions
    join.builtinOptions = tflite.ConcatenationOptionsT()
    join.builtinOptions.axis = len(rest)
    graph.operators.append(join)
    graph.outputs[place] = len(graph.tensors) - 1


def with_metadata(
    network: bytes, mean: float, std: float, change: Callable[[Any], None] = lambda model: None
) -> bytes:
    """The network with normalisation stated, buffers aligned and whatever `change` does to it."""
    model = tflite.ModelT.InitFromObj(tflite.Model.GetRootAsModel(bytearray(network), 0))
    change(model)
    stated = tflite.BufferT()
    stated.data = image_metadata(mean, std, len(model.subgraphs[0].outputs))
    model.buffers.append(stated)
    entry = tflite.MetadataT()
    entry.name, entry.buffer = "TFLITE_METADATA", len(model.buffers) - 1
    others = [m for m in model.metadata or [] if m.name != b"TFLITE_METADATA"]
    model.metadata = [*others, entry]
    for buffer in model.buffers:
        buffer.__class__ = AlignedBuffer
    builder = flatbuffers.Builder(len(network) + 4096)
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def zip_stored(members: dict[str, bytes]) -> bytes:
    """An uncompressed zip without dates, whose members all start on a 16-byte boundary."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as bundle:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            padding = -(archive.tell() + 30 + len(name.encode())) % ALIGNMENT
            if 0 < padding < 4:  # an extra field has a header of four bytes
                padding += ALIGNMENT
            if padding:
                entry.extra = struct.pack("<HH", ZIPALIGN_FIELD, padding - 4) + bytes(padding - 4)
            bundle.writestr(entry, content)
    return archive.getvalue()


def official_files(wheel: Path) -> dict[str, bytes]:
    """The network files of the wheel, checked by hash."""
    with zipfile.ZipFile(wheel) as archive:
        networks = {name: archive.read(name) for name in SHA256}
    for name, content in networks.items():
        if hashlib.sha256(content).hexdigest() != SHA256[name]:
            raise SystemExit(f"{wheel}: {name} is not the official file; use the {WHEEL} wheel")
    return networks


def build(wheel: Path) -> dict[str, bytes]:
    """The bundles' bytes by file name."""
    networks = official_files(wheel)
    members = {
        "pose_full.task": {
            "pose_detector.tflite": with_metadata(networks[DETECTOR], 127.5, 127.5),
            "pose_landmarks_detector.tflite": with_metadata(
                networks[LANDMARKS], 0.0, 255.0, lambda model: blank_output(model, SEGMENTATION)
            ),
        },
        "face.task": {
            "face_detector.tflite": with_metadata(networks[FACE_DETECTOR], 127.5, 127.5),
            "face_landmarks_detector.tflite": with_metadata(
                networks[FACE_MESH], 0.0, 255.0, lambda model: lengthen_output(model, MESH, IRISES)
            ),
        },
    }
    bundles = {name: zip_stored(files) for name, files in members.items()}
    for name, bundle in bundles.items():
        digest = hashlib.sha256(bundle).hexdigest()
        if digest != BUNDLES[name]:
            raise SystemExit(f"built {len(bundle)} bytes of {name} with sha256 {digest}, not known")
    return bundles


def download(folder: str) -> Path:
    """The wheel, fetched by pip; Linux and Python 3.11 whatever runs this, for the same bytes."""
    target = ["--platform", "manylinux_2_28_x86_64", "--python-version", "3.11"]
    pip = [sys.executable, "-m", "pip", "download", WHEEL, "--no-deps", "--quiet"]
    call = [*pip, "--only-binary", ":all:", *target, "-d", folder]
    if subprocess.run(call, check=False).returncode:
        raise SystemExit(f"pip could not download {WHEEL}; fetch that wheel and pass --wheel")
    return next(Path(folder).glob("mediapipe-*.whl"))


def main() -> None:
    """Build the bundles and write them, or compare them with those that are there."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--wheel", type=Path, help=f"the {WHEEL} wheel (else pip fetches it)")
    options.add_argument("--out", type=Path, default=MODELS, help="the folder to write to")
    options.add_argument("--check", action="store_true", help="compare with --out, write nothing")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bundles = build(chosen.wheel or download(folder))
    for name, bundle in bundles.items():
        path = chosen.out / name
        if chosen.check and path.read_bytes() != bundle:
            raise SystemExit(f"{path} differs from what the official files give; rebuild it")
        if not chosen.check:
            path.write_bytes(bundle)
        print(f"{path}: {len(bundle)} bytes, sha256 {BUNDLES[name]}")


if __name__ == "__main__":
    main()
