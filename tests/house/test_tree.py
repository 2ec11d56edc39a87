"""What no tracked file may hold."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.house.sources import ROOT

LARGEST = 1_000_000
FORBIDDEN = {
    "a path of one machine": re.compile(rb"(?<![\w.])/(?:home|Users|root|work|mnt)/\w"),
    "a bot's token": re.compile(rb"(?<!\d)\d{8,10}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
    "a private key": re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "an access key": re.compile(
        rb"\b(?:ghp|gho|glpat|sk|hf|xoxb)[-_][A-Za-z0-9]{20,}|AKIA[0-9A-Z]{16}"
    ),
    "the host of a package registry": re.compile(
        rb"(?:files\.pythonhosted|pypi\.python|registry\.npmjs|download\.pytorch)\.org|://pypi\.org"
    ),
}


def tracked() -> list[Path]:
    """Return every file that the repository keeps."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    names = [ROOT / name for name in done.stdout.decode().split("\0") if name]
    return [path for path in names if path.is_file()]


@pytest.mark.parametrize(
    ("what", "sample"),
    [
        ("a path of one machine", b"see /home/someone/notes"),
        ("a bot's token", b"12345678:" + b"A" * 35),
        ("a private key", b"-----BEGIN RSA " + b"PRIVATE KEY-----"),
        ("an access key", b"ghp_" + b"a" * 30),
        ("the host of a package registry", b"https://files.pythonhosted" + b".org/x"),
    ],
)
def test_the_patterns_find_what_they_are_for(what: str, sample: bytes) -> None:
    """Each pattern matches an example of its kind."""
    assert FORBIDDEN[what].search(sample)


def test_no_file_holds_secrets_or_places_of_one_machine() -> None:
    """Every text that is tracked is free of them."""
    files = tracked()
    found = [
        f"{path.relative_to(ROOT)}: {what}"
        for path in files
        if path.stat().st_size < LARGEST and path != Path(__file__)
        for what, pattern in FORBIDDEN.items()
        if pattern.search(path.read_bytes())
    ]
    assert len(files) > 50
    assert found == []
