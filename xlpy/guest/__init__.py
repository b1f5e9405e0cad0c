"""What the guest sees: its memory layout, and what its tools will print."""
