"""What a database declares, as a dictionary that two databases can be compared by."""

from __future__ import annotations

Catalog = dict[str, str]
"""What can be compared of each object, by its kind and name."""


def differences(have: Catalog, want: Catalog) -> list[str]:
    """Says what is missing, what is too much and what is otherwise."""
    result = []
    for key in sorted(have.keys() | want.keys()):
        if key not in have:
            result.append(f"missing: {key}")
        elif key not in want:
            result.append(f"extra: {key}")
        elif have[key] != want[key]:
            result.append(f"{key}: {have[key]} for {want[key]}")
    return result
