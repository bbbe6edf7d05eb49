"""Source documents → draft records, with suggestions and doubts for the editor. `draft.py` has the steps in order."""
