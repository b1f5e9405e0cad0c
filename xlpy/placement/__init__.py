"""Request + topology → plan. Pure functions: no logging, no I/O."""
