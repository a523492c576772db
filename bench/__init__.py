"""Benchmarks: how long juesuan takes, as ratios to a bare query and to a peer."""
