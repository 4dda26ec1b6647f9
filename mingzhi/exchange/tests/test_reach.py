"""A name that leads inside is not called; what was judged is what is called, under its certificate."""

import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from mingzhi.exchange import http
from mingzhi.exchange.reach import reachable
from mingzhi.exchange.rules.outcome import Trouble

OPEN = "203.0.114.7"


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """Names and what they lead to, one answer after the other; the last one stays."""
    known: dict[str, list[list[str]]] = {}

    def look_up(host: str, port: int, *_more: Any, **_named: Any) -> list[Any]:
        answers = known.get(host)
        if answers is None:
            raise socket.gaierror("unknown")
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, 1, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def refused(host: str, port: int = 443) -> str:
    with pytest.raises(Trouble) as caught:
        reachable(host, port)
    assert caught.value.said and not caught.value.lasting
    return caught.value.code


INNER = [
    "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "100.100.100.200",
    "0.0.0.0", "224.0.0.1", "240.0.0.1", "198.18.0.1", "192.0.2.1",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a9fe:a9fe", "2001:0:a00:1::f5ff:fffe",
]  # fmt: skip


@pytest.mark.parametrize("address", INNER)
def test_inner_addresses_are_not_called(names: dict[str, Any], address: str) -> None:
    names["hall.example"] = [[address]]
    assert refused("hall.example") == "inner_address"


@pytest.mark.parametrize("address", [OPEN, "2606:4700::1111", f"::ffff:{OPEN}"])
def test_open_addresses_are(names: dict[str, Any], address: str) -> None:
    names["hall.example"] = [[address]]
    assert reachable("hall.example", 443) in (address, OPEN)


def test_of_several_addresses_an_open_one_is_taken(names: dict[str, Any]) -> None:
    names["hall.example"] = [["10.0.0.1", OPEN]]
    assert reachable("hall.example", 443) == OPEN


def test_partners_on_the_inner_network_may_be_called(names: dict[str, Any], settings: Any) -> None:
    settings.PARTNER_NETWORKS = ["10.20.0.0/16", "fd12::/16", "0.0.0.0/0"]
    names |= {"hall.example": [["10.20.3.4"]], "six.example": [["fd12::7"]]}
    assert reachable("hall.example", 443) == "10.20.3.4" and reachable("six.example", 443) == "fd12::7"
    for never in ("127.0.0.1", "169.254.169.254", "0.0.0.0"):
        names["bad.example"] = [[never]]
        assert refused("bad.example") == "inner_address"


def test_only_the_usual_ports_and_those_named(names: dict[str, Any], settings: Any) -> None:
    names["hall.example"] = [[OPEN]]
    assert reachable("hall.example", 8443) == OPEN
    assert refused("hall.example", 22) == refused("hall.example", 6379) == "port"
    settings.PARTNER_PORTS = ["9443"]
    assert reachable("hall.example", 9443) == OPEN


def test_an_unknown_name_is_tried_again_later(names: dict[str, Any]) -> None:
    assert refused("nowhere.example") == "unreachable"


def test_a_name_that_changes_its_mind_is_asked_once(
    names: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    names["hall.example"] = [[OPEN], ["127.0.0.1"]]
    called: list[Any] = []

    def connect(address: Any, *_more: Any, **_named: Any) -> Any:
        called.append(address)
        raise OSError("nobody there")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Trouble) as caught:
        http.call("https://hall.example/in", body=b"{}")
    assert caught.value.code == "unreachable" and called == [(OPEN, 443)]


@pytest.mark.parametrize("address", ["http://hall.example/", "ftp://hall.example/", "file:///etc/passwd",
                                     "https://127.0.0.1/", "https://localhost/", "https://2130706433/",
                                     "https://[::1]/", "gopher://127.0.0.1:6379/"])  # fmt: skip
def test_other_ways_in_are_refused(address: str) -> None:
    with pytest.raises(Trouble) as caught:
        http.call(address, body=b"{}")
    assert caught.value.code in ("address", "inner_address") and not caught.value.counts


def certified(folder: Path, name: str) -> ssl.SSLContext:
    """Return the server's side of TLS with a certificate of ``name`` that signs itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def answering(context: ssl.SSLContext) -> int:
    """Answer one request over TLS; return the port."""
    listening = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        line, _from = listening.accept()
        try:
            with context.wrap_socket(line, server_side=True) as safe:
                heard = b""
                while not heard.endswith(b"{}"):
                    heard += safe.recv(4096)
                safe.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
        except OSError:
            line.close()
        finally:
            listening.close()

    threading.Thread(target=answer, daemon=True).start()
    return int(listening.getsockname()[1])


@pytest.mark.parametrize(("name", "taken"), [("hall.example", True), ("other.example", False)])
def test_the_certificate_must_be_that_of_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, taken: bool
) -> None:
    port = answering(certified(tmp_path, name))
    trusted = ssl.create_default_context(cafile=str(tmp_path / "server.pem"))
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusted)
    monkeypatch.setattr(http, "reachable", lambda host, port, *, inside: "127.0.0.1")
    if taken:
        assert http.call(f"https://hall.example:{port}/in", body=b"{}").status == 200
        return
    with pytest.raises(Trouble) as caught:
        http.call(f"https://hall.example:{port}/in", body=b"{}")
    assert caught.value.code == "unreachable"
