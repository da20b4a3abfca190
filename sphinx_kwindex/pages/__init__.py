"""Pages: one small stub per generated document, and how Sphinx comes to see and read it."""
