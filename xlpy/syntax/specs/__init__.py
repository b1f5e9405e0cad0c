"""The little languages of xl.cfg's spec strings: one module each, text to named values."""
