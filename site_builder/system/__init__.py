"""What differs between operating systems, each thing in one module: locks, renames, processes, memory, text on a console."""
