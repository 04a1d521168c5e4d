"""What the tool's catalogue page needs of an entry, every entry has."""

from collections.abc import Mapping

import pytest

from musings.site.catalogue_page import CatalogueEntry
from snippets.activations import CATALOGUE as ACTIVATIONS
from snippets.objectives import CATALOGUE as OBJECTIVES
from snippets.optimisers import CATALOGUE as OPTIMISERS

CATALOGUES: tuple[Mapping[str, CatalogueEntry], ...] = (ACTIVATIONS, OBJECTIVES, OPTIMISERS)
"""That each is such a mapping is what mypy proves."""


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=["activations", "objectives", "optimisers"])
def test_every_entry_is_known_by_its_name_and_tells_the_same_properties(
    catalogue: Mapping[str, CatalogueEntry],
) -> None:
    assert all(callable(entry.subject) and callable(entry.companion) for entry in catalogue.values())
    assert all(entry.label for entry in catalogue.values())
    assert [entry.name for entry in catalogue.values()] == list(catalogue)
    assert len({tuple(entry.properties()) for entry in catalogue.values()}) == 1
