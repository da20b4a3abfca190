"""Keyword indexes, related files and linked source for every file and folder of a Python repository."""
