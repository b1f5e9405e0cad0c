"""The embedded host: a software Xen host with exact page accounting, its state in SQLite."""
