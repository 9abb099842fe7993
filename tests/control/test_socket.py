"""The control socket: one line each way, for this user only, by both transports."""

from __future__ import annotations

import json
import os
import stat
import sys
import threading
import warnings
from contextlib import contextmanager

import pytest

from posecoach.control import endpoint
from posecoach.control.client import ask
from posecoach.control.message import LONGEST_LINE, Answer, read_request, request
from posecoach.control.server import Server
from posecoach.errors import ControlError

TRANSPORTS = [False, *([True] if endpoint.has_domain_sockets() else [])]
domain_only = pytest.mark.skipif(not endpoint.has_domain_sockets(), reason="no domain sockets")


@pytest.fixture(params=TRANSPORTS, ids=lambda it: "domain" if it else "port")
def domain(request):
    return request.param


@pytest.fixture
def folder(monkeypatch):
    return endpoint.runtime_folder() / "run"  # the fixture of all tests makes it a short path


@contextmanager
def answering(folder, domain, answer=None):
    """A server whose loop answers everything at once, and what it was asked."""
    asked, done = [], threading.Event()

    def loop(server):
        while not done.wait(0.001):
            for it in server.pending():
                asked.append(it.request)
                it.answer(answer or Answer(True, f"did {it.request.command}", {"n": len(asked)}))

    with Server(folder, domain=domain) as server:
        thread = threading.Thread(target=loop, args=(server,))
        thread.start()
        try:
            yield asked
        finally:
            done.set()
            thread.join()


def raw(folder, domain, line):
    """What comes back for bytes sent as they are."""
    connected = endpoint.connect(folder, domain=domain)
    assert connected is not None
    with connected[0] as there:
        there.settimeout(10)
        there.sendall(line)
        back = b""
        while piece := there.recv(4096):
            back += piece
    return json.loads(back)


def test_a_request_reaches_the_loop_and_its_answer_comes_back(folder, domain):
    with answering(folder, domain) as asked:
        answer = ask(request("pause", 2700.0, release_camera=True), folder, domain=domain)
        assert (answer.ok, answer.message, answer.status) == (True, "did pause", {"n": 1})
        assert ask(request("status"), folder, domain=domain).status == {"n": 2}
    assert (asked[0].command, asked[0].seconds, asked[0].release_camera) == ("pause", 2700.0, True)
    assert (asked[1].command, asked[1].seconds, asked[1].release_camera) == ("status", None, False)


def test_answers_carry_their_schema(folder, domain):
    with answering(folder, domain):
        there = endpoint.connect(folder, domain=domain)
        token = there[1]
        there[0].close()
        line = json.dumps({"command": "stop", "schema": 1, "token": token}) + "\n"
        assert raw(folder, domain, line.encode())["schema"] == 1


def test_without_a_coach_it_is_one_line(folder, domain):
    with pytest.raises(ControlError, match=r"^no coach is running; start one with"):
        ask(request("status"), folder, domain=domain)


def test_a_second_coach_is_told_where_the_first_one_is(folder, domain):
    where = Answer(True, "", {"source": "camera 0", "process": 7})
    with (
        answering(folder, domain, where),
        pytest.raises(ControlError, match="already: camera 0, process 7"),
    ):
        Server(folder, domain=domain)


def test_after_the_end_nothing_is_left_and_another_can_begin(folder, domain):
    for _ in range(2):
        with answering(folder, domain):
            assert ask(request("status"), folder, domain=domain).ok
        assert [path.name for path in folder.iterdir()] == ["live.lock"] * domain
    assert not [it for it in threading.enumerate() if it.name == "control"]


def test_what_a_killed_coach_left_is_cleaned_up(folder, domain):
    left = endpoint.listen(folder, domain=domain)
    left.socket.close()  # the process is gone; its files are not
    if domain:
        assert (folder / "live.sock").exists()
        os.closerange(_lock_of(folder), _lock_of(folder) + 1)
    else:
        assert (folder / "live.json").exists()
    with pytest.raises(ControlError, match="no coach is running"):
        ask(request("status"), folder, domain=domain)
    with answering(folder, domain):
        assert ask(request("status"), folder, domain=domain).ok


def _lock_of(folder):
    """The descriptor of this process that holds the lock."""
    wanted = (folder / "live.lock").stat().st_ino
    for name in os.listdir("/proc/self/fd" if sys.platform == "linux" else "/dev/fd"):
        try:
            if os.fstat(int(name)).st_ino == wanted:
                return int(name)
        except OSError:
            continue
    raise AssertionError("not locked")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"hello\n", "not understood"),
        (b"{}\n", "not understood"),
        (b'{"command":"explode","schema":1}\n', "not understood"),
        (b'{"command":"stop","schema":2}\n', "not understood"),
        (b'{"command":"stop","schema":1,"more":1}\n', "not understood"),
        (b'{"command":"pause","schema":1,"seconds":-1}\n', "not understood"),
        (b'{"command":"pause","schema":1,"seconds":1e9}\n', "not understood"),
        (b'{"command":"stop","schema":1,"token":"' + b"x" * LONGEST_LINE + b'"}\n', "one line"),
        (b"\xff\xfe\n", "not understood"),
    ],
)
def test_unknown_or_oversized_input_is_refused_and_the_next_is_answered(
    folder, domain, line, words
):
    with answering(folder, domain) as asked:
        answer = raw(folder, domain, line)
        assert answer["ok"] is False
        assert words in answer["message"]
        assert asked == []
        assert ask(request("status"), folder, domain=domain).ok


def test_one_who_hangs_up_without_a_word_harms_nobody(folder, domain):
    with answering(folder, domain):
        endpoint.connect(folder, domain=domain)[0].close()
        assert ask(request("status"), folder, domain=domain).ok


def test_without_the_token_of_the_file_a_port_is_of_no_use(folder):
    with answering(folder, domain=False) as asked:
        for token in ("", "guess"):
            line = json.dumps({"command": "stop", "schema": 1, "token": token}) + "\n"
            assert raw(folder, False, line.encode())["message"] == "not permitted"
        assert asked == []
        if sys.platform != "win32":
            assert stat.S_IMODE((folder / "live.json").stat().st_mode) == 0o600


@domain_only
def test_only_this_user_can_open_the_socket_even_if_the_folder_was_open(folder):
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    with answering(folder, domain=True):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "live.sock").stat().st_mode) == 0o600


@domain_only
def test_a_folder_that_is_a_link_is_not_trusted(folder, tmp_path):
    folder.symlink_to(tmp_path)
    with pytest.raises(ControlError, match="belongs to somebody else"):
        Server(folder, domain=True)


@domain_only
def test_a_path_too_long_for_a_socket_is_said(tmp_path):
    with pytest.raises(ControlError, match="set POSECOACH_RUNTIME to a shorter one"):
        Server(tmp_path / ("x" * 120), domain=True)


def test_a_folder_that_cannot_be_made_is_said(tmp_path, domain):
    (tmp_path / "file").touch()
    with pytest.raises(ControlError, match="cannot be made"):
        Server(tmp_path / "file" / "run", domain=domain)


def test_who_still_waits_when_the_coach_ends_gets_an_answer(folder, domain):
    heard = []
    asker = threading.Thread(
        target=lambda: heard.append(ask(request("status"), folder, domain=domain))
    )
    with Server(folder, domain=domain) as server:
        asker.start()
        while server._asked.empty():
            assert asker.is_alive()
    asker.join()
    assert [(it.ok, it.message) for it in heard] == [(False, "the coach is ending")]


def test_requests_are_plain_objects():
    assert read_request(b'{"command":"resume","schema":1}\n') == request("resume")
    with pytest.raises(ValueError, match="one line"):
        read_request(b'{"command":"resume","schema":1}')


def test_without_a_runtime_folder_of_the_session_there_is_one_and_no_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("POSECOACH_RUNTIME", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert endpoint.runtime_folder().is_absolute()
