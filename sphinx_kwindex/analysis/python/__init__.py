"""Python source text to facts."""
