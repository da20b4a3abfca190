"""Related files: which files someone who changes one will have to open as well, and why."""
