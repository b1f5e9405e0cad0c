"""xlpy: Xen's xl toolstack in Python.

As a library: `xlpy.load`, `xlpy.plan`, `xlpy.create`, `xlpy.check`, `xlpy.connect` (see `xlpy.api`).
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from xlpy.api import (
        Checked,
        Created,
        DomainConfig,
        Host,
        Loaded,
        Plan,
        check,
        connect,
        create,
        load,
        plan,
    )

__all__ = [
    "Checked", "Created", "DomainConfig", "Host", "Loaded", "Plan", "__version__", "check", "connect",
    "create", "load", "plan",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load the library when one of its names is first used: `xl list` needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module 'xlpy' has no attribute {name!r}")
    from xlpy import api

    return getattr(api, name)
