"""Production mode refuses to start with demo secrets, and names each of them."""

from pathlib import Path

import pytest

from tests.served.world import World

pytestmark = pytest.mark.embedded

OWN = {
    "MINGZHI_SECRET_KEY": "q7Wz-k2Rm5" * 6,
    "MINGZHI_DATABASE_URL": "",  # filled below
    "MINGZHI_STORAGE_URL": "",
    "MINGZHI_HOSTS": "mingzhi.test",
    "MINGZHI_PUBLIC_URL": "https://mingzhi.test",
    "MINGZHI_LOG_ORIGIN": "mingzhi.test",
    "MINGZHI_LOG_KEY_FILE": "",
}
WRONG = {
    "MINGZHI_SECRET_KEY": "demo-only-key-of-mingzhi-not-for-production-not-at-all-never",
    "MINGZHI_PUBLIC_URL": "http://127.0.0.1:8000",
    "MINGZHI_LOG_ORIGIN": "mingzhi.example",
}


class Production(World):
    """The same world in production mode, with settings of its own."""

    settings: dict[str, str]

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {"MINGZHI_MODE": "production"} | self.settings


@pytest.fixture
def production(tmp_path: Path) -> Production:
    world = Production(tmp_path, "")
    world.settings = OWN | {
        "MINGZHI_DATABASE_URL": f"sqlite:///{tmp_path}/own.sqlite3",
        "MINGZHI_STORAGE_URL": f"file://{tmp_path}/files",
        "MINGZHI_LOG_KEY_FILE": str(tmp_path / "keys"),
    }
    return world


@pytest.mark.parametrize("command", [("serve", "--port", "1"), ("worker",), ("demo",)])
def test_nothing_starts_with_demo_secrets(production: Production, command: tuple[str, ...]) -> None:
    production.settings = {}
    done = production.run(*command, check=False)
    assert done.returncode and all(name in done.stderr for name in OWN)


@pytest.mark.parametrize("name", [*OWN])
def test_each_setting_must_be_ones_own(production: Production, name: str) -> None:
    production.settings.pop(name)
    production.settings |= {name: WRONG[name]} if name in WRONG else {}
    done = production.run("check", check=False)
    assert done.returncode and "Production mode refuses to start" in done.stderr
    line = next(line for line in done.stderr.splitlines() if "refuses to start" in line)
    assert [word for word in OWN if word in line] == [name]


@pytest.mark.parametrize(
    "name, value",
    [("MINGZHI_SECRET_KEY", "ab" * 40), ("MINGZHI_HOSTS", "*"), ("MINGZHI_HOSTS", "mingzhi.test,*")],
)
def test_a_value_that_keeps_nobody_out_is_none(production: Production, name: str, value: str) -> None:
    production.settings |= {name: value}
    done = production.run("check", check=False)
    assert done.returncode and f"own for {name}" in done.stderr


def test_it_starts_with_its_own_and_never_takes_the_demo_in(production: Production) -> None:
    assert production.run("check", check=False).returncode == 0
    done = production.run("demo", "--load-only", check=False)
    assert done.returncode == 1 and "never enters production" in done.stderr
