"""SMBIOS strings (from Xen 4.18 on): `TYPE=TEXT`; the text may hold `=`."""

from __future__ import annotations

from xlpy.syntax.source import shown
from xlpy.syntax.specs import options
from xlpy.syntax.specs.finding import Finding
from xlpy.syntax.specs.named import named
from xlpy.syntax.specs.nearest import suggestion
from xlpy.syntax.specs.parsed import Parsed, SubSetting

MOST_OEM = 99
"""More strings of the type oem are refused."""

TYPES = tuple(
    "bios_vendor bios_version system_manufacturer system_product_name system_version"
    " system_serial_number baseboard_manufacturer baseboard_product_name baseboard_version"
    " baseboard_serial_number baseboard_asset_tag baseboard_location_in_chassis"
    " enclosure_manufacturer enclosure_serial_number enclosure_asset_tag battery_manufacturer"
    " battery_device_name oem".split()
)


def parse_smbios(text: str) -> Parsed:
    """One item of `smbios=`: one value, named by its type."""
    piece = named(text)
    if not piece.value:
        said = f'"{shown(text)}" has no text' if piece.value == "" else f'"{shown(text)}" has no ='
        hint = f"write TYPE=TEXT; {suggestion(piece.word, TYPES)}"
        return Parsed((), (Finding(said, 0, max(1, len(text)), hint=hint),))
    if piece.word not in TYPES:
        language = options.Language("smbios", dict.fromkeys(TYPES, _text))
        return Parsed((), (options.unknown(piece, language),))
    return Parsed((SubSetting(piece.word, piece.value, piece.value_offset),), ())


def _text(value: str) -> tuple[str, None]:
    return value, None
