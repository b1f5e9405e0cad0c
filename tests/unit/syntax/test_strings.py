r"""Escapes as libxlutil 4.17 judges them; each row was run through it."""

import pytest

from xlpy.syntax.strings import BadStringError, unquote


@pytest.mark.parametrize(
    ("token", "text"),
    [
        ('""', ""),
        ("'a\"b'", 'a"b'),
        (r'"\"\'\\"', "\"'\\"),
        (r"'\a\b\f\n\r\t\v'", "\a\b\f\n\r\t\v"),
        (r'"\\n"', r"\n"),
        (r'"<\101>"', "<>"),
        (r'"<\1019>"', "<>"),
        (r'"<\10199>"', "<9>"),
        (r'"<\128x>"', "<x>"),
        (r'"<\7 7>"', "<>"),
        (r'"<\1-2>"', "<>"),
        (r'"<\1+22>"', "<>"),
        ('"<\\1\t 2>"', "<>"),
    ],
)
def test_unquoted(token, text):
    assert unquote(token) == text


@pytest.mark.parametrize(
    ("token", "at"),
    [
        (r'"\x41"', 1),
        (r'"ab\x411"', 3),
        (r'"\0"', 1),
        (r'"\12"', 1),
        (r'"\7x"', 1),
        (r'"\1--2"', 1),
        (r'"\1  x"', 1),
        (r'"\8"', 1),
        (r'"\\\q"', 3),
        (r'"\12345\x"', 7),
        ('"\\é"', 1),
        ('"a\0b"', 2),
        ('"\\\0"', 2),
    ],
)
def test_refused_where_it_stands(token, at):
    with pytest.raises(BadStringError) as caught:
        unquote(token)
    assert caught.value.start == at
    assert caught.value.end > at
    assert caught.value.hint
