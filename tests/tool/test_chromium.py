"""Where browsers are looked for."""

from pathlib import Path

import pytest

from musings.testing import chromium
from musings.testing.chromium import find_chromium, find_firefox, get_chromium, main


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine with no browser at all."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("MUSINGS_CHROMIUM", raising=False)
    monkeypatch.delenv("PLAYWRIGHT_BROWSERS_PATH", raising=False)
    monkeypatch.setattr("musings.testing.chromium.APPLICATIONS", ())
    return tmp_path


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_none_is_found_on_a_bare_machine(bare: Path) -> None:
    assert find_chromium() is None
    assert find_firefox() is None


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_the_systems_own_is_found(bare: Path, name: str) -> None:
    assert find_chromium() is None
    expected = program(bare / "bin" / name)
    assert find_chromium() == expected


def test_playwrights_own_is_found(bare: Path) -> None:
    expected = program(bare / ".cache" / "ms-playwright" / "chromium-1200" / "chrome-linux" / "chrome")
    assert find_chromium() == expected


def test_the_one_that_is_named_comes_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare / "bin" / "chromium")
    expected = program(bare / "mine")
    monkeypatch.setenv("MUSINGS_CHROMIUM", str(expected))
    assert find_chromium() == expected


def installer(bare: Path, *made: str) -> list[list[str]]:
    """A command that puts programs in place, as the only way to get a browser."""
    script = bare / "install"
    lines = [f"mkdir -p '{bare}/bin'", *(f"printf '#!/bin/sh\\n' > '{bare}/bin/{name}'" for name in made)]
    script.write_text("\n".join([*lines, *(f"chmod +x '{bare}/bin/{name}'" for name in made)]))
    return [["/bin/sh", str(script)]]


def test_where_there_is_none_it_is_got(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{bare / 'bin'}:/usr/bin:/bin")
    monkeypatch.setattr(chromium, "CHROMIUM_NAMES", ("musings-chromium",))
    monkeypatch.setattr(chromium, "ways_to_get", lambda: [installer(bare, "musings-chromium")])
    assert get_chromium() == bare / "bin" / "musings-chromium"


def test_a_way_that_fails_is_followed_by_the_next(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{bare / 'bin'}:/usr/bin:/bin")
    monkeypatch.setattr(chromium, "CHROMIUM_NAMES", ("musings-chromium",))
    ways = [[["/bin/sh", "-c", "exit 1"]], installer(bare, "musings-chromium")]
    monkeypatch.setattr(chromium, "ways_to_get", lambda: ways)
    assert get_chromium() == bare / "bin" / "musings-chromium"


def test_one_that_is_there_is_not_got_again(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = program(bare / "bin" / "chromium")
    monkeypatch.setattr(chromium, "ways_to_get", lambda: [[["/bin/sh", "-c", f"rm {there}"]]])
    assert get_chromium() == there


def test_root_on_debian_tries_the_package_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apt = program(bare / "bin" / "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert chromium.ways_to_get()[0][0][0] == str(apt)


def test_without_one_the_command_says_how_to_get_it(
    bare: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium, "ways_to_get", lambda: [[["/bin/sh", "-c", "exit 1"]]])
    with pytest.raises(SystemExit, match="1"):
        main()
    assert "playwright install --with-deps chromium" in capsys.readouterr().err
