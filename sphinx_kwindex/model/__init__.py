"""The frozen values that one stage hands to the next; they know nothing of Sphinx."""
