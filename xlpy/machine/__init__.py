"""The vocabulary: immutable values of hosts, domains and plans. No I/O, standard library only."""
