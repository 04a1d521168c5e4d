"""Finds the browsers that the tests drive, the system's or Playwright's, and gets a Chromium where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

ARGUMENTS: Final = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--font-render-hinting=none",
    "--no-first-run",
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
)
"""What Chromium is started with: it asks nobody, sets words as wide on every machine, runs for root (no sandbox)."""

CHROMIUM_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FIREFOX_NAMES: Final = ("firefox-esr", "firefox")

APPLICATIONS: Final = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)

PLAYWRIGHT_FOLDERS: Final = (
    "~/.cache/ms-playwright",
    "~/Library/Caches/ms-playwright",
    "~/AppData/Local/ms-playwright",
)

PLAYWRIGHT_PATTERNS: Final = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)

ADVICE: Final = (
    "no Chromium was found, and none could be got; this helps: "
    "`sudo .venv/bin/python -m playwright install --with-deps chromium`, or your system's package"
)


def find_chromium() -> Path | None:
    """Return a Chromium to test with: the one that MUSINGS_CHROMIUM names, the system's, Playwright's, or None."""
    chosen = os.environ.get("MUSINGS_CHROMIUM")
    if chosen:
        return Path(chosen) if Path(chosen).is_file() else None
    return _on_path(CHROMIUM_NAMES) or next((app for app in APPLICATIONS if app.is_file()), None) or _playwrights()


def find_firefox() -> Path | None:
    """Return the system's Firefox, or None without one."""
    return _on_path(FIREFOX_NAMES)


def _on_path(names: tuple[str, ...]) -> Path | None:
    found = next(filter(None, map(shutil.which, names)), None)
    return Path(found) if found else None


def _playwrights() -> Path | None:
    """Return the newest Chromium that Playwright has fetched."""
    places = [Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or "~"), *map(Path, PLAYWRIGHT_FOLDERS)]
    found = [
        path
        for place in places
        for pattern in PLAYWRIGHT_PATTERNS
        for path in place.expanduser().glob(pattern)
        if path.is_file()
    ]
    return max(found, key=lambda path: path.stat().st_mtime, default=None)


def ways_to_get() -> list[list[list[str]]]:
    """Return what may bring a Chromium here, each a list of commands: Debian's package for root, then Playwright's."""
    ways = [[[sys.executable, "-m", "playwright", "install", "chromium"]]]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and (apt := shutil.which("apt-get")):
        ways.insert(0, [[apt, "update", "-qq"], [apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"]])
    return ways


def get_chromium() -> Path | None:
    """Return a Chromium, got if there is none yet; None where none can be had."""
    for way in ways_to_get():
        if found := find_chromium():
            return found
        for command in way:
            print("$", *command, file=sys.stderr)
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
                break
    return find_chromium()


def main() -> None:
    """Print where the Chromium is, got if need be, or say how to get one and fail."""
    found = get_chromium()
    print(found or ADVICE, file=sys.stdout if found else sys.stderr)
    raise SystemExit(0 if found else 1)


if __name__ == "__main__":
    main()
