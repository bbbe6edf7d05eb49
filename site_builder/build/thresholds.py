"""The numbers that decide how a build is carried out, never what it gives: any of them may change and no byte does."""

# -- processes

PROCESSES_FROM = 24  # units to make
BATCH = 16  # units at most in one call of a worker
BATCHES_AHEAD = 4  # calls on their way for each worker
UNKNOWN_WIDTH = 16  # workers of an executor that does not say how many it has
SCANS_FROM = 64  # new notices whose heads the workers read
SCAN_BATCH = 32  # heads in one call of a worker

# -- exports

EXPORT_THREADS_FROM = 1_000_000  # bytes of exports that are copied in part
EXPORT_IN_PLACE = 4  # the database is changed in place where one notice in so many has changed at most

# -- state and outputs

STATE_PART = 256  # units, heads … that are encoded at a time
STATE_IN_MEMORY = 16  # units: a preview that made no more does not write its state at once
WALK_UP_TO = 5000  # files of a site whose folders are searched at every build for files that others put there
RACY_NANOSECONDS = 2_000_000_000  # a file changed so shortly before it was read is read again
