"""What the sub-keys of spec strings mean, and where they stand in libxl's JSON."""
