"""The xl config language: bytes to settings, with every problem found on the way."""
