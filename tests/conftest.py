"""Shared places and profiles of the tests."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("default")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def examples() -> Path:
    """The example books that come with the project."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def truth() -> Path:
    """Published figures of real booklets; tests that need them skip where they are absent."""
    folder = ROOT.parent / "shared" / "truth"
    if not folder.is_dir():
        pytest.skip("the published figures are not here")
    return folder
