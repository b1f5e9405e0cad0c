from __future__ import annotations

from importlib import import_module
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.captured.specs.reading_small import read
from xlpy.syntax.specs.parsed import Parsed

LANGUAGES = (
    "action_on_shutdown arm_sci bdf channel cpuid cpuid_line iomem ioports irqs p9 pci pvcalls rdm"
    " smbios usbctrl usbdev vdispl vfb viridian virtio vkb vsnd vtpm xenstore_quota"
).split()
LISTED = sorted({*LANGUAGES} - {"action_on_shutdown", "arm_sci", "bdf"})

WORDS = st.sampled_from(
    "host tm= sse3= 1:2.3 0000:01:02.3 @1f bdf= name= vslot= permissive= strategy=host policy= type="
    " pv hostdev version= ports= hostbus= backend= backend-type=linux multi-touch-width= uuid="
    " connection=pty connection=socket path= tag= security_model=none connectors= a:1x2 3f8-3ff 1:eax="
    " 0-4294967295 fed00,1 base ! all CARD PCM STREAM sample-rates= sample-formats= s8 vnc= vncdisplay="
    " virtio oem= 18446744073709551616 -1 0x".split()
)
LETTERS = st.text(
    st.one_of(st.sampled_from(",=;:.@-!* \t\n\r\0x0189af"), st.characters(), st.just("\udc80")),
    max_size=12,
)
TEXTS = st.lists(st.one_of(WORDS, LETTERS, st.just(","), st.just("x" * 32)), max_size=8).map(
    "".join
)


def parse(language: str, text: str) -> Parsed:
    module = import_module(f"xlpy.syntax.specs.{language}")
    parsed: Parsed = getattr(module, f"parse_{language}")(text)
    return parsed


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=80, deadline=None)
@given(text=TEXTS)
def test_any_text_gives_values_and_places_inside_it(language: str, text: str) -> None:
    parsed = parse(language, text)
    for value in parsed.values:
        assert 0 <= value.offset <= len(text)
    for finding in parsed.findings:
        assert 0 <= finding.offset <= len(text)
        assert finding.width >= 1
        assert finding.offset + finding.width <= max(len(text), finding.offset + 1)
        assert finding.text.isprintable()
        assert finding.hint is None or finding.hint.isprintable()
    assert parsed.ok == all(finding.severity != "error" for finding in parsed.findings)


@pytest.mark.parametrize("language", LISTED)
@settings(max_examples=40, deadline=None)
@given(items=st.lists(TEXTS, min_size=1, max_size=4))
def test_any_items_give_json(language: str, items: list[str]) -> None:
    read(language, items)


LONG = 60_000
LONG_TEXTS = {
    "commas": "," * LONG,
    "equals": "=" * LONG,
    "one word": "a" * LONG,
    "words": "host" + ",x" * (LONG // 2),
    "options": "vnc=x," * (LONG // 6),
    "a number": "vncdisplay=" + "9" * LONG,
    "digits": "9" * LONG,
    "an address": "1:" + "0" * LONG,
    "connectors": "connectors=" + "a:1x2;" * (LONG // 6),
    "broken connectors": "connectors=" + "a;" * (LONG // 2),
    "rates": "CARD,sample-rates=" + "1;" * (LONG // 2),
    "registers": "1:" + ("eax=" + "x" * 32 + ",") * (LONG // 37),
    "pci options": "1:2.3," + "seize=1," * (LONG // 8),
    "blanks": " " * LONG,
    "newlines": "\n" * LONG,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_texts_take_no_long_time(language: str) -> None:
    start = monotonic()
    for text in LONG_TEXTS.values():
        assert len(parse(language, text).findings) <= 60
    assert monotonic() - start < 60  # it takes one or two; quadratic would be minutes
