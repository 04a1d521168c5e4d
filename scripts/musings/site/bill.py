"""A bill of materials beside the site, in CycloneDX: for programs what the page of the licences says to people.

Nothing in it is of the day or the machine, so that the same parts give the same file.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from musings.site.licences import Part

ADDRESS: Final = "sbom.cdx.json"
_VERSION: Final = "1.6"
"""Of the specification."""


def text(parts: Sequence[Part], site: str, address: str) -> str:
    """Return the bill of a site, by its name and its address."""
    components = [_component(part) for part in parts]
    whole: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": _VERSION,
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "site",
                "name": site,
                "externalReferences": [{"type": "website", "url": address}],
            }
        },
        "components": components,
        "dependencies": [
            {"ref": "site", "dependsOn": [each["bom-ref"] for each in components]},
            *({"ref": each["bom-ref"]} for each in components),
        ],
    }
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(whole, sort_keys=True))
    return json.dumps({**whole, "serialNumber": f"urn:uuid:{number}"}, indent=1, ensure_ascii=False) + "\n"


def _component(part: Part) -> dict[str, Any]:
    where = address(part)
    found: dict[str, Any] = {
        "type": "library",
        "bom-ref": where,
        "name": part.name,
        "version": part.version,
        "licenses": _licences(part.licence),
        "purl": where,
        "properties": [{"name": "musings:file", "value": file} for file in part.files],
    }
    if part.digest:
        found["hashes"] = [{"alg": part.digest[0], "content": part.digest[1]}]
    return found


def address(part: Part) -> str:
    """Return the address of a package, as package-url writes it.

    >>> address(Part("@lezer/lr", "1.4.12", "MIT", (), "", "npm"))
    'pkg:npm/%40lezer/lr@1.4.12'
    >>> address(Part("python_dateutil", "2.9", "BSD", (), "", "pypi"))
    'pkg:pypi/python-dateutil@2.9'
    """
    name = part.name.lower().replace("_", "-") if part.source == "pypi" else part.name
    return f"pkg:{part.source}/{quote(name)}@{quote(part.version)}"


def _licences(said: str) -> list[dict[str, Any]]:
    """Return a licence by its name among SPDX' where it is one of these, else as its authors call it.

    >>> [choice for said in ("bsd-3-clause", "MIT OR ISC", "MIT License (MIT)") for choice in _licences(said)]
    [{'license': {'id': 'BSD-3-Clause'}}, {'expression': 'MIT OR ISC'}, {'license': {'name': 'MIT License (MIT)'}}]
    """
    try:
        known = canonicalize_license_expression(said)
    except InvalidLicenseExpression:
        return [{"license": {"name": said}}]
    return [{"expression": known}] if " " in known else [{"license": {"id": known}}]
