"""The keys of xl.cfg by group: one module and one frozen model per group, a field per key."""
