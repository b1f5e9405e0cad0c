"""The keys of xl.cfg by group: a field per key, which carries the key's row.

The groups are plain classes. `DomainConfig` inherits from all of them, and is the one model that
pydantic learns: a model for each group would cost every command as much again.
"""
