"""`xl vnuma-info` on a terminal: a table of vnodes, a bar of where the pages lie, the reasons."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from xlpy.machine.domain import Domain, VnumaLayout
from xlpy.machine.numbers import format_ranges
from xlpy.views import vnuma_info as plain

NODE_STYLES = ("cyan", "magenta", "yellow", "green", "blue", "red")
BAR_WIDTH = 16


def picture(domain: Domain) -> RenderableType:
    """One domain, for people."""
    parts: list[RenderableType] = [Text(plain.title(domain), style="bold")]
    if domain.vnuma is None:
        parts.append(Text(f"no vNUMA; pages: {plain.node_pages(domain.node_pages)}"))
    else:
        parts.append(_vnode_table(domain.vnuma))
        if others := plain.other_pages(domain):
            parts.append(Text(f"other pages: {plain.node_pages(others)}", style="dim"))
        parts += [_distance_table(domain.vnuma), _why(domain.vnuma)]
    for reason in domain.reasons:
        parts.append(Text(f"placement ({domain.policy}): {reason}", style="dim"))
    return Padding(Group(*parts), (0, 0, 1, 0))


def _vnode_table(layout: VnumaLayout) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("vnode", "pnode", "MiB"):
        table.add_column(name, justify="right")
    for name in ("vcpus", "guest-physical", "pages on nodes", ""):
        table.add_column(name)
    for vnode in range(layout.topology.nr_vnodes):
        local = layout.is_local(vnode)
        number = layout.topology.vnode_to_pnode[vnode]
        table.add_row(
            str(vnode),
            Text(plain.pnode(layout, vnode), style=_style(number)),
            str(layout.size_mib[vnode]),
            format_ranges(layout.topology.vcpus(vnode)) or "none",
            "\n".join(f"{r.start:x}-{r.end:x}" for r in layout.topology.ranges(vnode)),
            _bar(layout, vnode),
            Text(plain.locality(layout, vnode), style="green" if local else "bold red"),
        )
    return table


def _bar(layout: VnumaLayout, vnode: int) -> Text:
    """A bar whose parts are the shares of the nodes, then the counts."""
    pages = {node: count for node, count in layout.pages[vnode].items() if count}
    total = sum(pages.values()) or 1
    text = Text()
    for node, count in pages.items():
        text.append("█" * max(round(BAR_WIDTH * count / total), 1), style=_style(node))
    for node, count in pages.items():
        text.append(f"\nnode {node}: {count}", style=_style(node))
    return text


def _distance_table(layout: VnumaLayout) -> Table:
    count = layout.topology.nr_vnodes
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("distance", style="dim")
    for vnode in range(count):
        table.add_column(f"to {vnode}", justify="right")
    for vnode in range(count):
        row = layout.topology.distances(vnode)
        table.add_row(f"from {vnode}", *map(str, row))
    return table


def _why(layout: VnumaLayout) -> Table:
    styles = {"given": "green", "default": "dim", "fall-back": "bold yellow", "automatic": "cyan"}
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("value")
    table.add_column("why")
    table.add_column("", overflow="fold")
    for key, label in plain.LABELS.items():
        if key in layout.origins:
            origin = layout.origins[key]
            note = origin.detail + (f" ({origin.place})" if origin.place else "")
            table.add_row(label, Text(origin.kind, style=styles[origin.kind]), Text(note.strip()))
    return table


def _style(node: int | None) -> str:
    return "dim" if node is None else NODE_STYLES[node % len(NODE_STYLES)]
