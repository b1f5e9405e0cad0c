"""`xl create -n --json`: the configuration and the plan."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from xlpy.machine.plan import Plan


def plan_json(config: Mapping[str, Any], plan: Plan) -> str:
    """One JSON object: `config` is libxl's, `plan` the placement with its reasons."""
    data = {
        "config": config,
        "plan": {
            "policy": plan.policy,
            "nodes": plan.nodes,
            "vnodes": [
                {
                    "vnode": vnode.vnode,
                    "pnode": vnode.pnode,
                    "size_mib": vnode.size_mib,
                    "vcpus": vnode.vcpus,
                }
                for vnode in plan.vnodes
            ],
            "soft_affinity": plan.soft_affinity,
            "reasons": plan.reasons,
        },
    }
    return f"{json.dumps(data, indent=2)}\n"
