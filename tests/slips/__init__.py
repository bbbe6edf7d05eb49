"""Content that keyboards, input methods, Word, Windows, git and YAML have damaged: nothing of it vanishes in silence."""
