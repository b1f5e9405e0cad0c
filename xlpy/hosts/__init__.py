"""Hosts: one contract, the embedded host and real Xen behind it."""
