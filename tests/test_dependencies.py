"""What an installation brings along: licences we may ship beside, versions we have tested, a page that says so."""

import re

import pytest

from tests.licences import ROOT, closure, extras, key, licence, pinned

PAGE = ROOT / "docs" / "dependencies.md"
PERMISSIVE = {"MIT", "BSD", "Apache-2.0", "MPL-2.0", "PSF", "ISC", "Zlib", "CC0", "Unlicense"}


def page_rows() -> dict[str, tuple[str, str]]:
    cells = re.findall(r"^\| (\S+) \| (\S+) \| ([^|]+) \| [^|]+ \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {key(name): (version, told.strip()) for name, version, told in cells if name != "package"}


def everything():
    found = closure()
    for extra in extras():
        found |= closure(extra)
    return found


def test_no_licence_binds_the_user():
    wrong = {name: licence(each) for name, each in everything().items() if not set(licence(each).split(", ")) <= PERMISSIVE}
    assert wrong == {}


def test_the_page_names_every_package_with_its_licence_and_tested_version():
    rows, pins = page_rows(), pinned()
    for name, distribution in everything().items():
        assert name in rows, f"{name} is missing: python -m tests.licences > docs/dependencies.md"
        assert rows[name][1] == licence(distribution)
        if name in pins:
            assert rows[name][0] == pins[name][1]


@pytest.mark.parametrize(
    ("told", "family"),
    [
        ("GPL-3.0-or-later", "GPL family"),
        ("License :: OSI Approved :: GNU Affero General Public License v3 (AGPLv3)", "GPL family"),
        ("MIT", "MIT"),
        ("Apache-2.0 OR BSD-2-Clause", "BSD, Apache-2.0"),
        ("whatever we like", "?"),
    ],
)
def test_families(told, family):
    class Distribution:
        metadata = __import__("email.message").message.Message()

    Distribution.metadata["License-Expression"] = told
    assert licence(Distribution) == family
