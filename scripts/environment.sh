# Sourced by the other scripts: makes the virtual environment .venv-NAME from requirements.lock,
# with uv where there is one, else with venv and pip, and activates it.
# shellcheck shell=bash

environment() {
  local folder=".venv-$1" stamp
  stamp="$folder/.made-from-$(cat requirements.lock pyproject.toml | cksum | tr ' ' '-')"
  if [ ! -e "$stamp" ]; then
    rm -rf "$folder"
    echo "making $folder from requirements.lock ..." >&2
    if command -v uv >/dev/null; then
      uv venv --quiet --python "${PYTHON:-python3}" "$folder"
      VIRTUAL_ENV="$PWD/$folder" uv pip install --quiet --require-hashes -r requirements.lock
      VIRTUAL_ENV="$PWD/$folder" uv pip install --quiet --no-deps -e .
    else
      "${PYTHON:-python3}" -m venv "$folder"
      "$folder/bin/python" -m pip install --quiet --require-hashes -r requirements.lock
      "$folder/bin/python" -m pip install --quiet --no-deps -e .
    fi
    touch "$stamp"
  fi
  # shellcheck disable=SC1091
  . "$folder/bin/activate"
  headless_without_libgl
}

# The usual OpenCV wheel needs libGL, which servers and containers often lack; the headless one does
# not, and all but `posecoach live --window` works with it.
headless_without_libgl() {
  local version
  python -c 'import cv2' 2>/dev/null && return
  version=$(sed -n 's/^opencv-python==\([^ ;]*\).*/\1/p' requirements.lock | head -n 1)
  echo "this machine has no libGL: using the headless OpenCV $version" >&2
  if command -v uv >/dev/null; then
    uv pip uninstall --quiet opencv-python && uv pip install --quiet "opencv-python-headless==$version"
  else
    python -m pip uninstall --quiet --yes opencv-python
    python -m pip install --quiet "opencv-python-headless==$version"
  fi
}
