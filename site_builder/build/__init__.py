"""Files, clock and processes: the incremental build from reading to publishing."""
