import os
import subprocess
import sys
import threading

import pytest

from posecoach.stderr import stderr_without


def test_noise_is_dropped_and_everything_else_comes_out(capfd: pytest.CaptureFixture[str]) -> None:
    with stderr_without(lambda line: line.startswith(b"noise")):
        os.write(2, b"noise: one\nreal trouble\nnoise: two\nno newline at the end")
        assert capfd.readouterr().err == ""
    assert capfd.readouterr().err == "real trouble\nno newline at the end"


def test_what_comes_after_the_block_is_untouched(capfd: pytest.CaptureFixture[str]) -> None:
    with stderr_without(lambda line: True):
        os.write(2, b"inside\n")
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "after\n"


def test_an_error_inside_the_block_gives_stderr_back(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError), stderr_without(lambda line: False):
        os.write(2, b"said before the error\n")
        raise ZeroDivisionError
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "said before the error\nafter\n"


def test_two_threads_take_turns_and_leave_stderr_as_it_was(
    capfd: pytest.CaptureFixture[str],
) -> None:
    def work() -> None:
        for _ in range(200):
            with stderr_without(lambda line: line == b"noise\n"):
                os.write(2, b"noise\n")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os.write(2, b"end\n")
    assert capfd.readouterr().err == "end\n"


def test_a_program_without_stderr_is_none_the_worse() -> None:
    code = (
        "import os; os.close(2)\n"
        "from posecoach.stderr import stderr_without\n"
        "with stderr_without(lambda line: True): print('done')"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (answer.returncode, answer.stdout.strip()) == (0, b"done")
