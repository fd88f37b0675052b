"""The benchmarks: each measure beside its baseline, in the same run on the same machine."""
