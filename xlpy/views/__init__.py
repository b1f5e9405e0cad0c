"""Values → exact text. No I/O."""
