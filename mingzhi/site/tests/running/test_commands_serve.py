"""What the server hands to its workers."""

import socket
from argparse import Namespace

from mingzhi.site.commands import serve


class Line:
    """A database connection that notes what is done to it."""

    def __init__(self, vendor: str, said: list[str]) -> None:
        self.vendor, self.said = vendor, said

    def close(self) -> None:
        self.said.append(f"{self.vendor} closed")

    def close_pool(self) -> None:
        self.said.append(f"{self.vendor} pool closed")


def test_no_connection_is_open_when_the_workers_are_forked(monkeypatch):
    said: list[str] = []

    class Lines:
        def all(self, *, initialized_only: bool) -> list[Line]:
            assert initialized_only
            return [Line("postgresql", said), Line("sqlite", said)]

    class Server:
        def __init__(self, *_arguments: object, **_more: object) -> None: ...

        def serve(self) -> None:
            said.append("served")

    monkeypatch.setattr(serve, "connections", Lines())
    monkeypatch.setattr(serve, "Granian", Server)
    monkeypatch.setattr(serve, "_collect_static", lambda: None)
    serve.run(Namespace(host="127.0.0.1", port=0, processes=2, no_worker=True))
    assert said == ["postgresql closed", "postgresql pool closed", "sqlite closed", "served"]


def test_a_taken_port_is_refused_and_not_shared(monkeypatch, capsys):
    monkeypatch.setattr(serve, "Granian", None)
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = Namespace(host="127.0.0.1", port=other.getsockname()[1], processes=1, no_worker=True)
        assert serve.run(taken) == 1
    assert "MINGZHI_PORT" in capsys.readouterr().err
