"""The oracle's cases by statistic: published values, and values worked out apart from the code under test."""

import json
from pathlib import Path
from typing import Any

ORACLES = Path(__file__).parents[2] / "oracles" / "intervals.json"


def oracle_cases(*statistics: str) -> list[dict[str, Any]]:
    """Every case of the statistics named."""
    return [case for case in json.loads(ORACLES.read_text())["cases"] if case["statistic"] in statistics]
