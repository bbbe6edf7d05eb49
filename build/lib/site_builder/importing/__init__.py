"""Raw documents in, draft records out: see `draft.py` for the whole way, `run.py` for the command."""
