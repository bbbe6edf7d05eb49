"""Raw documents (.txt, .html, .docx, .md) → draft records, with suggestions and doubts; `draft.py` has the steps in order."""
