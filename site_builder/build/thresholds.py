"""The numbers that decide how a build is carried out, never what it gives: any of them may change and no byte does.

Measured on two cores with notices of 20 items (`python -m benchmarks.generate`), CPU time, medians of at least five.
"""

# -- processes

# Units from which processes make them. A unit takes 50 to 70 ms; two processes that are copies of this one are there in
# 10 ms, and compile nothing. Of 14 units that takes 0.3 s of 2.1 away (and a tenth more CPU time), of 8 nothing.
PROCESSES_FROM = 10
# Where a process is no copy but begins anew, as on Windows and macOS, it imports the program first: half a second each.
NEW_PROCESSES_FROM = 24

# Units at most in one call of a worker. Larger batches do not make a unit cheaper (1, 4 and 16 to a call: the same within
# 5 %), but each call pickles the blueprint again: 0.7 ms.
BATCH = 16

# Calls on their way for each worker: the one that it carries out, and others, so that it need not wait while this process
# reads results. Jobs (2 KB) and results (6 KB) of more would only take memory.
BATCHES_AHEAD = 4

# Workers of an executor that does not say how many it has: some machines of a small cluster.
UNKNOWN_WIDTH = 16

# New notices from which the workers read their heads. A head takes 1 ms, so 64 take what a pool of processes costs.
SCANS_FROM = 64
# Heads in one call: 32 ms of work, against a call of less than one.
SCAN_BATCH = 32

# -- exports

# Bytes of earlier exports from which a thread copies them: of 27 MB (1,000 notices) that saves a tenth of 0.34 s after an
# edit; below 1 MB starting it takes as long.
EXPORT_THREAD_FROM = 1_000_000

# The database is changed in place where one notice in so many has changed at most. In place takes 0.1 s + 1.1 ms for each
# notice, anew 1.3 s for 1,000: one in four takes half of the time, one in two as long.
EXPORT_IN_PLACE = 4

# -- state and outputs

# Units, heads … of the state that are encoded at a time: 256 are some 100 KB. All of 300 notices take 4 ms.
STATE_PART = 256

# Cards that stay in memory while site pages are made: each is asked for twenty times (by year, organ, status …), and read,
# checked and decoded in 0.15 ms. 45 KB each. The first, not the last: whoever goes through an archive again and again would
# find of the last none.
CARDS_IN_MEMORY = 256

# Units: a preview that made no more leaves its state in memory. Writing the state takes 15 ms of a save at 1,000 notices;
# after more units than these nobody notices that.
STATE_IN_MEMORY = 16

# Files of a site whose folders are searched at every build for files that others put there: 25,000 take 0.28 s, which is
# half of an edit; 5,000 a tenth.
WALK_UP_TO = 5000

# A file that changed so shortly before it was read is read again: file systems tell times apart by up to two seconds
# (FAT), most by a few milliseconds.
RACY_NANOSECONDS = 2_000_000_000
