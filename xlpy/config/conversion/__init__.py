"""vNUMA of a configuration from one form to the other: `vnuma=`, and the keys of 2013."""
